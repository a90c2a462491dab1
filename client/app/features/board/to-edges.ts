import type { BoardAction, Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import type { Grid } from "./rows.ts";

type Change = Extract<BoardAction, { type: "task.bulk" }>["changes"][number];

/** Puts tasks first of what is shown of their columns, in the order they are named. */
export function toTop(tasks: readonly Task[], grid: Grid): BoardAction {
  const hand = new Set(tasks.map(({ id }) => id));
  return moving(
    tasks.map(({ id, columnId }) => {
      const shown = grid.flatMap(({ lanes }) => lanes.get(columnId) ?? []).filter((task) => !hand.has(task.id));
      const [first] = shown.toSorted((a, b) => (a.order < b.order ? -1 : 1));
      return { task: id, columnId, ...(first ? { before: first.id } : {}) };
    }),
  );
}

/** Puts tasks last of their columns, in the order they are named. */
export function toBottom(tasks: readonly Task[]): BoardAction {
  return moving(tasks.map(({ id, columnId }) => ({ task: id, columnId })));
}

function moving(changes: Change[]): BoardAction {
  const [only] = changes;
  if (changes.length !== 1 || !only?.columnId) return { type: "task.bulk", changes };
  return {
    type: "task.move",
    task: only.task,
    columnId: only.columnId,
    ...(only.before ? { before: only.before } : {}),
  };
}
