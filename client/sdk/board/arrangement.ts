import type { Task } from "../../../durable-objects/workspace/board/protocol.ts";
import { inOrder } from "./order.ts";

type Tasks = ReadonlyMap<string, Task>;

/** The columns that were asked for, of each state of a board. */
const arranged = new WeakMap<Tasks, Map<string, readonly Task[]>>();

/** The tasks of a column, in their order. The same array for as long as nothing in the column changes. */
export function tasksIn(tasks: Tasks, columnId: string): readonly Task[] {
  const known = columnsOf(tasks);
  const column = known.get(columnId) ?? arrange(tasks, columnId);
  known.set(columnId, column);
  return column;
}

/** The tasks of a column in their order, worked out afresh. */
export function arrange(tasks: Tasks, columnId: string): Task[] {
  const column: Task[] = [];
  for (const task of tasks.values()) if (task.columnId === columnId) column.push(task);
  return inOrder(column);
}

/** Says that the columns of `to` are those of `from`, all but `changed`. */
export function carryOver(from: Tasks, to: Tasks, changed: ReadonlySet<string>): void {
  const carried = columnsOf(to);
  for (const [id, column] of columnsOf(from)) if (!changed.has(id)) carried.set(id, column);
}

/** Has the columns of `to` that look as they did in `from` be the same arrays. */
export function keepColumns(from: Tasks, to: Tasks): void {
  if (from === to) return;
  const columns = columnsOf(to);
  for (const [id, before] of columnsOf(from)) {
    const now = tasksIn(to, id);
    if (now !== before && sameTasks(now, before)) columns.set(id, before);
  }
}

function sameTasks(one: readonly Task[], other: readonly Task[]): boolean {
  return one.length === other.length && one.every((task, index) => task === other[index]);
}

function columnsOf(tasks: Tasks): Map<string, readonly Task[]> {
  const known = arranged.get(tasks) ?? new Map<string, readonly Task[]>();
  arranged.set(tasks, known);
  return known;
}
