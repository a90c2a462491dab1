import type { Column, Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { tasksIn } from "../../../sdk/board/arrangement.ts";
import type { BoardState } from "../../../sdk/board/state.ts";
import { settles } from "../board/digest.ts";

/** Something that blocks a task: a task of this board, or one elsewhere. */
export interface Blocker {
  id: string;
  name: string;
}

/** What stands against moving a task into a column, though it can be done all the same. */
export interface Obstacle {
  column: Column;
  /** How many the column may hold, where it holds as many already. */
  limit: number | null;
  blockers: readonly Blocker[];
}

/** What a task still waits for: its blockers that are neither done, cancelled nor archived. */
export function blockersOf(
  task: Task,
  { tasks, columns, neighbours }: Pick<BoardState, "tasks" | "columns" | "neighbours">,
): Blocker[] {
  return task.relations.flatMap(({ type, taskId }) => {
    if (type !== "blocked_by") return [];
    const here = tasks.get(taskId);
    if (here) return settles(columns.get(here.columnId)) ? [] : [{ id: taskId, name: `${here.key} ${here.title}` }];
    const far = neighbours.get(taskId);
    return far && !far.settled ? [{ id: taskId, name: `${far.key} ${far.title}` }] : [];
  });
}

/** What the board will say to a task's coming into a column; null where nothing stands against it. */
export function obstacleTo(task: Task, column: Column, state: BoardState): Obstacle | null {
  if (task.columnId === column.id) return null;
  const isFull = column.wipLimit !== null && tasksIn(state.tasks, column.id).length >= column.wipLimit;
  const blockers = column.kind === "doing" ? blockersOf(task, state) : [];
  return isFull || blockers.length > 0 ? { column, limit: isFull ? column.wipLimit : null, blockers } : null;
}
