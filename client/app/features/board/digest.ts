import { equalityDeep } from "lib0/function";
import type { Column } from "../../../../durable-objects/workspace/board/protocol.ts";
import type { BoardState } from "../../../sdk/board/state.ts";

/** What cards show that is not said by their own task. */
export interface Digest {
  /** Tasks with a blocker that is not settled. */
  blocked: ReadonlySet<string>;
  /** How many sub-tasks a task has, and how many of them are settled. */
  subtasks: ReadonlyMap<string, { done: number; of: number }>;
}

/** True for columns whose tasks are over: done or cancelled. */
export function settles(column: Column | undefined): boolean {
  return column?.kind === "done" || column?.kind === "cancelled";
}

/**
 * Reads a board once over. A blocker that is not part of it, being archived, blocks nothing. Answers `before` itself when
 * it says the same, so that nothing is drawn anew for it.
 */
export function digestOf(
  { tasks, columns, neighbours }: Pick<BoardState, "tasks" | "columns" | "neighbours">,
  before: Digest | null,
): Digest {
  const blocks = (id: string) => {
    const task = tasks.get(id);
    return task ? !settles(columns.get(task.columnId)) : neighbours.get(id)?.settled === false;
  };
  const blocked = new Set<string>();
  const subtasks = new Map<string, { done: number; of: number }>();
  for (const task of tasks.values()) {
    if (task.relations.some(({ type, taskId }) => type === "blocked_by" && blocks(taskId))) blocked.add(task.id);
    if (task.parentId) {
      const { done, of } = subtasks.get(task.parentId) ?? { done: 0, of: 0 };
      const settled = settles(columns.get(task.columnId)) ? 1 : 0;
      subtasks.set(task.parentId, { done: done + settled, of: of + 1 });
    }
  }
  const now = { blocked, subtasks };
  return before && equalityDeep(before, now) ? before : now;
}
