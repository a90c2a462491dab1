import type { Column, Label, Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { dayAfter } from "../../words/dates.ts";
import { folded } from "../../words/folded.ts";
import { isOverdue } from "../fields/overdue.ts";
import { type FilterName, filtersIn, type Look } from "./search.ts";

/** What a filter has to know beside the tasks themselves. */
export interface FilterSight {
  columns: ReadonlyMap<string, Column>;
  labels: ReadonlyMap<string, Pick<Label, "name">>;
  people: ReadonlyMap<string, { name: string }>;
  /** Tasks with a blocker that is not settled. */
  blocked: ReadonlySet<string>;
  /** The user who looks. */
  me: string;
  /** The day it is here. */
  today: string;
}

type Test = (task: Task) => boolean;

/** Due within as many days, today among them, is due this week. */
const WEEK = 7;

/** Which tasks a look shows: those for which all it asks for holds. Null for a look without any filter. */
export function filterOf(look: Look, sight: FilterSight): Test | null {
  const tests = filtersIn(look).map((name) => testOf(name, look, sight));
  if (tests.length === 0) return null;
  return (task) => tests.every((test) => test(task));
}

function testOf(name: FilterName, look: Look, sight: FilterSight): Test {
  switch (name) {
    case "q":
      return hasWords(look.q, sight);
    case "assignee":
      return isAssigned(look.assignee, sight.me);
    case "label":
      return ({ labels }) => labels.some((label) => look.label.includes(label));
    case "priority":
      return ({ priority }) => look.priority.includes(priority);
    case "column":
      return ({ columnId }) => look.column.includes(columnId);
    case "due":
      return isDue(look.due, sight);
    case "blocked":
      return ({ id }) => sight.blocked.has(id) === (look.blocked === "yes");
  }
}

/** Each of the words is somewhere in the key, the title, or the names of the labels and assignees. */
function hasWords(words: string, { labels, people }: FilterSight): Test {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  return (task) => {
    const names = [
      ...task.labels.map((id) => labels.get(id)?.name ?? ""),
      ...task.assignees.map((user) => people.get(user)?.name ?? ""),
    ];
    const text = folded([task.key, task.title, ...names].join("\n"));
    return wanted.every((word) => text.includes(word));
  };
}

function isAssigned(wanted: readonly string[], me: string): Test {
  const nobody = wanted.includes("nobody");
  const users = new Set(wanted.map((user) => (user === "me" ? me : user)));
  return ({ assignees }) => (nobody && assignees.length === 0) || assignees.some((user) => users.has(user));
}

function isDue(due: Look["due"], sight: FilterSight): Test {
  const { today } = sight;
  const last = dayAfter(today, WEEK - 1);
  switch (due) {
    case "any":
      return () => true;
    case "none":
      return ({ dueDate }) => dueDate === null;
    case "overdue":
      return (task) => isOverdue(task, sight);
    case "today":
      return ({ dueDate }) => dueDate === today;
    case "week":
      return ({ dueDate }) => dueDate !== null && dueDate >= today && dueDate <= last;
  }
}
