import type { Column, Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { settles } from "../board/digest.ts";

interface OverdueSight {
  columns: ReadonlyMap<string, Column>;
  /** The day it is here. */
  today: string;
}

/** True when a task's day has passed, and it is not over itself. */
export function isOverdue(
  { dueDate, columnId }: Pick<Task, "dueDate" | "columnId">,
  { columns, today }: OverdueSight,
): boolean {
  return dueDate !== null && dueDate < today && !settles(columns.get(columnId));
}
