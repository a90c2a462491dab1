import type { Task } from "../board/protocol.ts";
import type { Stores } from "../store/stores.ts";

/** The day on which a task is due for a user: theirs, open, and not done or cancelled; else null. */
export function dueFor(stores: Stores, task: Task | null, user: string): string | null {
  if (task === null || task.dueDate === null || task.archivedAt !== null || !task.assignees.includes(user)) return null;
  const kind = stores.parts.find("column", task.columnId)?.part.kind;
  return kind === "done" || kind === "cancelled" ? null : task.dueDate;
}
