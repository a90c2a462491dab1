import type { FieldValue, Priority, TaskChange } from "../../../durable-objects/workspace/board/protocol.ts";
import type { Activity } from "../../../durable-objects/workspace/board/reading/protocol.ts";
import { PRIORITY_NAMES, RELATION_VERBS } from "./board.ts";
import { dayInWords } from "./dates.ts";

/** How to call what an entry names by id; undefined for what is gone. */
export interface ActivityNames {
  column: (id: string) => string | undefined;
  label: (id: string) => string | undefined;
  person: (user: string) => string | undefined;
  field: (id: string) => string | undefined;
  /** The value of a custom field as it is read: a choice by its name, a day in words. */
  value: (field: string, value: FieldValue) => string;
  task: (id: string) => string | undefined;
  today: string;
}

/** What happened to one task, as sentences without their subject: `moved it from “To do” to “Doing”`. */
export function activityInWords(entry: Activity, task: string, names: ActivityNames): string[] {
  const change = entry.changes.find(({ id }) => id === task);
  const forced = entry.forced.length > 0 ? [FORCED[entry.forced[0] ?? "blocked"]] : [];
  return [...deedOf(entry, change, names), ...forced];
}

const FORCED = {
  blocked: "although others blocked it",
  wip_limit: "although the column was full",
} as const;

function deedOf(entry: Activity, change: TaskChange | undefined, names: ActivityNames): string[] {
  switch (entry.type) {
    case "task.created":
      return ["created it"];
    case "task.imported":
      return ["imported it"];
    case "task.archived":
      return ["archived it"];
    case "task.restored":
      return ["brought it back from the archive"];
    case "task.deleted":
      return ["deleted it"];
    case "task.left":
      return ["took it to another project"];
    case "task.arrived":
      return [arrivalInWords(change, names)];
    case "task.described":
      return ["began its description"];
    case "task.followed":
      return ["follows it"];
    case "task.unfollowed":
      return ["follows it no more"];
    case "task.commented":
      return [`noted: ${entry.comment ?? ""}`];
    case "task.rule_refused":
      return [`could not do all of it: ${entry.comment ?? ""}`];
    case "column.deleted":
      return ["moved it, since its column was deleted"];
    case "label.deleted":
      return ["took a label off, since it was deleted"];
  }
  // A rule may note something beside what it changes.
  const noted = entry.comment === null ? [] : [`noted: ${entry.comment}`];
  const told = [...(change ? changesInWords(change, names) : []), ...noted];
  return told.length > 0 ? told : ["changed it"];
}

function arrivalInWords(change: TaskChange | undefined, names: ActivityNames): string {
  const column = change?.set.columnId === undefined ? undefined : names.column(change.set.columnId);
  const key = change?.set.key === undefined ? "" : ` as ${change.set.key}`;
  return `brought it from another project${key}${column === undefined ? "" : `, into “${column}”`}`;
}

function changesInWords({ set, was }: TaskChange, names: ActivityNames): string[] {
  const told: string[] = [];
  if (set.columnId !== undefined && set.columnId !== was.columnId)
    told.push(moveInWords(was.columnId, set.columnId, names));
  else if (set.order !== undefined) told.push("moved it within its column");
  if (set.title !== undefined) {
    told.push(
      was.title === undefined ? `renamed it “${set.title}”` : `renamed it from “${was.title}” to “${set.title}”`,
    );
  }
  if (set.priority !== undefined) told.push(fromTo("priority", priorityOf(was.priority), priorityOf(set.priority)));
  if (set.startDate !== undefined) told.push(dayToldOf("start date", was.startDate, set.startDate, names));
  if (set.dueDate !== undefined) told.push(dayToldOf("due date", was.dueDate, set.dueDate, names));
  if (set.estimate !== undefined) told.push(fromTo("estimate", was.estimate ?? null, set.estimate));
  if (set.labels) told.push(...listToldOf(was.labels, set.labels, names.label, ["put on", "took off"], "a label"));
  if (set.assignees) {
    told.push(...listToldOf(was.assignees, set.assignees, names.person, ["assigned", "unassigned"], "a former member"));
  }
  if (set.checklist) told.push(...checklistInWords(was.checklist ?? [], set.checklist));
  if (set.parentId !== undefined) told.push(parentInWords(set.parentId, was.parentId, names));
  if (set.relations) told.push(...relationsInWords(was.relations ?? [], set.relations, names));
  if (set.fields) told.push(...fieldsInWords(was.fields ?? {}, set.fields, names));
  return told;
}

function moveInWords(from: string | undefined, to: string, names: ActivityNames): string {
  const source = from === undefined ? undefined : names.column(from);
  const target = names.column(to);
  if (!target) return "moved it to another column";
  return source ? `moved it from “${source}” to “${target}”` : `moved it to “${target}”`;
}

function priorityOf(priority: Priority | undefined): string | null {
  return priority === undefined || priority === "none" ? null : PRIORITY_NAMES[priority].toLowerCase();
}

/** `set its due date to 24 Dec`, `changed its due date from 24 Dec to 31 Dec`, `took its due date away`. */
function fromTo(what: string, from: string | number | null, to: string | number | null): string {
  if (to === null) return from === null ? `took its ${what} away` : `took its ${what} away, which was ${from}`;
  return from === null ? `set its ${what} to ${to}` : `changed its ${what} from ${from} to ${to}`;
}

function dayToldOf(what: string, from: string | null | undefined, to: string | null, { today }: ActivityNames): string {
  const said = (day: string | null | undefined) => (day ? dayInWords(day, today) : null);
  return fromTo(what, said(from), said(to));
}

function listToldOf(
  before: readonly string[] | undefined,
  now: readonly string[],
  nameOf: (id: string) => string | undefined,
  [added, removed]: readonly [string, string],
  unknown: string,
): string[] {
  const former = new Set(before);
  const present = new Set(now);
  const told = (verb: string, ids: string[]) =>
    ids.length === 0 ? [] : [`${verb} ${ids.map((id) => nameOf(id) ?? unknown).join(", ")}`];
  return [
    ...told(
      added,
      now.filter((id) => !former.has(id)),
    ),
    ...told(
      removed,
      [...former].filter((id) => !present.has(id)),
    ),
  ];
}

type Items = NonNullable<TaskChange["set"]["checklist"]>;

function checklistInWords(before: Items, now: Items): string[] {
  const former = new Map(before.map((item) => [item.id, item]));
  const present = new Set(now.map(({ id }) => id));
  const quoted = (items: Items) => items.map(({ text }) => `“${text}”`).join(", ");
  const told = (words: (items: string) => string, items: Items) => (items.length > 0 ? [words(quoted(items))] : []);
  const changed = (holds: (item: Items[number], was: Items[number]) => boolean) =>
    now.filter((item) => {
      const was = former.get(item.id);
      return was !== undefined && holds(item, was);
    });
  const said = [
    ...told(
      (items) => `added ${items} to the checklist`,
      now.filter(({ id }) => !former.has(id)),
    ),
    ...told(
      (items) => `took ${items} off the checklist`,
      before.filter(({ id }) => !present.has(id)),
    ),
    ...told(
      (items) => `checked ${items}`,
      changed((item, was) => item.done && !was.done),
    ),
    ...told(
      (items) => `unchecked ${items}`,
      changed((item, was) => !item.done && was.done),
    ),
    ...changed((item, was) => item.text !== was.text).map(
      (item) => `changed “${former.get(item.id)?.text ?? ""}” to “${item.text}” on the checklist`,
    ),
  ];
  return said.length > 0 ? said : ["put its checklist in another order"];
}

function parentInWords(parent: string | null, former: string | null | undefined, names: ActivityNames): string {
  if (parent !== null) return `made it a sub-task of ${names.task(parent) ?? "another task"}`;
  const was = former ? names.task(former) : undefined;
  return was === undefined ? "made it a task of its own" : `made it a task of its own, out of ${was}`;
}

type Relations = NonNullable<TaskChange["set"]["relations"]>;

function relationsInWords(before: Relations, now: Relations, names: ActivityNames): string[] {
  const only = (some: Relations, others: Relations) =>
    some.filter(({ type, taskId }) => !others.some((other) => other.type === type && other.taskId === taskId));
  const called = (taskId: string) => names.task(taskId) ?? "another task";
  return [
    ...only(now, before).map(({ type, taskId }) => `said that it ${RELATION_VERBS[type]} ${called(taskId)}`),
    ...only(before, now).map(({ type, taskId }) => `took back that it ${RELATION_VERBS[type]} ${called(taskId)}`),
  ];
}

function fieldsInWords(
  before: Record<string, FieldValue>,
  now: Record<string, FieldValue>,
  names: ActivityNames,
): string[] {
  const changed = new Set([...Object.keys(before), ...Object.keys(now)].filter((id) => before[id] !== now[id]));
  return [...changed].map((id) => {
    const said = (value: FieldValue | undefined) => (value === undefined ? null : names.value(id, value));
    return fromTo(`“${names.field(id) ?? "field"}”`, said(before[id]), said(now[id]));
  });
}
