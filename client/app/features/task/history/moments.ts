import { equalityDeep } from "lib0/function";
import type { Task, TaskChange } from "../../../../../durable-objects/workspace/board/protocol.ts";
import type { Activity } from "../../../../../durable-objects/workspace/board/reading/protocol.ts";

/** What of a task its history tells. */
const TOLD = [
  ...(["key", "projectId", "columnId", "title", "labels", "assignees", "priority", "startDate", "dueDate"] as const),
  ...(["estimate", "checklist", "parentId", "relations", "fields"] as const),
];

/** A task as it was. */
export type TaskThen = Pick<Task, (typeof TOLD)[number]> & { archived: boolean };

/** An entry of a task's history that changed it, and how the task was right after it. */
export interface Moment {
  entry: Activity;
  task: TaskThen;
}

/** A task as it is, told as it may once have been. */
export function thenOf(task: Task): TaskThen {
  const { key, projectId, columnId, title, labels, assignees, priority, startDate, dueDate, estimate } = task;
  const { checklist, parentId, relations, fields, archivedAt } = task;
  const plain = { key, projectId, columnId, title, labels, assignees, priority, startDate, dueDate, estimate };
  return { ...plain, checklist, parentId, relations, fields, archived: archivedAt !== null };
}

/**
 * The moments of a task's history, oldest first, out of its entries, newest first, and of how it is now. Entries tell what
 * was set and what that was before: read backwards from now they say how the task began, and forwards from there how it
 * went on. So the history may be a part only, which then begins where it begins.
 */
export function momentsOf(entries: readonly Activity[], now: Task): Moment[] {
  let task = thenOf(now);
  for (const entry of entries) {
    const change = changeIn(entry, now.id);
    task = { ...task, ...pick(change.set), ...pick(change.was), ...archivedBefore(entry) };
  }
  const moments: Moment[] = [];
  for (const entry of entries.toReversed()) {
    const after: TaskThen = { ...task, ...pick(changeIn(entry, now.id).set), ...archivedAfter(entry) };
    if (moments.length === 0 || !equalityDeep(after, task)) moments.push({ entry, task: after });
    task = after;
  }
  return moments;
}

const NO_CHANGE: Pick<TaskChange, "set" | "was"> = { set: {}, was: {} };

function changeIn({ changes }: Activity, task: string): Pick<TaskChange, "set" | "was"> {
  return changes.find(({ id }) => id === task) ?? NO_CHANGE;
}

function archivedAfter({ type }: Activity): Pick<TaskThen, "archived"> | null {
  if (type === "task.archived") return { archived: true };
  return type === "task.restored" || type === "task.created" ? { archived: false } : null;
}

function archivedBefore({ type }: Activity): Pick<TaskThen, "archived"> | null {
  if (type === "task.restored") return { archived: true };
  return type === "task.archived" ? { archived: false } : null;
}

/** What of it history tells, as far as it is given. */
function pick(task: TaskChange["set"]): Partial<TaskThen> {
  return Object.fromEntries(TOLD.flatMap((field) => (task[field] === undefined ? [] : [[field, task[field]]])));
}
