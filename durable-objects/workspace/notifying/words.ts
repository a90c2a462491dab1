/** What happened to a task, in one sentence without its subject: `moved it from “To do” to “Doing”`. */
import type { Priority, Task, TaskChange } from "../board/protocol.ts";
import type { Stores } from "../store/stores.ts";

/** Says what was set of a task as its reader needs to know it, or nothing of what is not worth telling. */
export function changeInWords(stores: Stores, { set, was }: TaskChange): string | null {
  const said: string[] = [];
  if (set.columnId !== undefined && set.columnId !== was.columnId)
    said.push(moveInWords(stores, was.columnId, set.columnId));
  if (set.title !== undefined) said.push(`renamed it “${set.title}”`);
  if (set.priority !== undefined) said.push(priorityInWords(set.priority));
  if (set.startDate !== undefined) said.push(dayInWords("start date", set.startDate));
  if (set.dueDate !== undefined) said.push(dayInWords("due date", set.dueDate));
  if (set.assignees) said.push(...assignmentInWords(stores, was.assignees ?? [], set.assignees));
  if (set.checklist) said.push(checklistInWords(was.checklist ?? [], set.checklist));
  if (set.parentId !== undefined) said.push(parentInWords(stores, set.parentId));
  if (said.length === 0) return null;
  const last = said.pop() ?? "";
  return said.length === 0 ? last : `${said.join(", ")} and ${last}`;
}

function moveInWords(stores: Stores, from: string | undefined, to: string): string {
  const nameOf = (id: string | undefined) =>
    id === undefined ? undefined : stores.parts.find("column", id)?.part.name;
  const [source, target] = [nameOf(from), nameOf(to)];
  if (target === undefined) return "moved it to another column";
  return source === undefined ? `moved it to “${target}”` : `moved it from “${source}” to “${target}”`;
}

const PRIORITY_WORDS: Record<Priority, string> = {
  urgent: "set its priority to urgent",
  high: "set its priority to high",
  medium: "set its priority to medium",
  low: "set its priority to low",
  none: "took its priority away",
};

function priorityInWords(priority: Priority): string {
  return PRIORITY_WORDS[priority];
}

const DAY_FORMAT = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

function dayInWords(what: string, day: string | null): string {
  return day === null ? `took its ${what} away` : `set its ${what} to ${DAY_FORMAT.format(Date.parse(day))}`;
}

function assignmentInWords({ members }: Stores, before: readonly string[], now: readonly string[]): string[] {
  const named = (users: readonly string[]) =>
    users.map((user) => members.find(user)?.name ?? "a former member").join(", ");
  const added = now.filter((user) => !before.includes(user));
  const removed = before.filter((user) => !now.includes(user));
  return [
    ...(added.length > 0 ? [`assigned ${named(added)}`] : []),
    ...(removed.length > 0 ? [`unassigned ${named(removed)}`] : []),
  ];
}

function checklistInWords(before: Task["checklist"], now: Task["checklist"]): string {
  const former = new Map(before.map((item) => [item.id, item]));
  const checked = now.filter(({ id, done }) => done && former.get(id)?.done === false);
  const [first] = checked;
  if (checked.length === 1 && first) return `checked “${first.text}”`;
  if (checked.length > 1) return `checked ${checked.length} items`;
  const [added, more] = now.filter(({ id }) => !former.has(id));
  if (added) return more ? "added items to its checklist" : `added “${added.text}” to its checklist`;
  return "changed its checklist";
}

function parentInWords({ tasks }: Stores, parent: string | null): string {
  if (parent === null) return "made it a task of its own";
  const key = tasks.find(parent)?.task.key;
  return key === undefined ? "made it a sub-task" : `made it a sub-task of ${key}`;
}
