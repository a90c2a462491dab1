import type { Column, Task } from "../../../../durable-objects/workspace/board/protocol.ts";

/** The tasks shown in each column, in their order. Every column has a lane. */
export type Lanes = ReadonlyMap<string, readonly Task[]>;

/**
 * The lanes of `columns`: the tasks of each, as far as `shown` lets them through. A lane that is as it was in `before` is
 * the same array again, so that its column need not be drawn anew.
 */
export function lanesOf(
  columns: readonly Column[],
  tasksOf: (column: string) => readonly Task[],
  shown: ((task: Task) => boolean) | null,
  before: Lanes | null,
): Lanes {
  return new Map(
    columns.map(({ id }) => {
      const lane = shown ? tasksOf(id).filter(shown) : tasksOf(id);
      const former = before?.get(id);
      return [id, former && sameItems(former, lane) ? former : lane];
    }),
  );
}

/** Where something is put in a column: right before a task, or last. */
export interface Spot {
  columnId: string;
  before: string | null;
}

/** The spot where `task` is now; null when it is not shown. */
export function spotOf(lanes: Lanes, task: string): Spot | null {
  for (const [columnId, lane] of lanes) {
    const at = lane.findIndex(({ id }) => id === task);
    if (at !== -1) return { columnId, before: lane[at + 1]?.id ?? null };
  }
  return null;
}

/** True when `task` would stay where it is. */
export function isUnmoved(lanes: Lanes, task: string, spot: Spot): boolean {
  const now = spotOf(lanes, task);
  return now?.columnId === spot.columnId && (now.before === spot.before || spot.before === task);
}

/** A spot as the room is told it: before a neighbour, or behind the last that is shown, which need not be the last. */
export function placeAt(lanes: Lanes, task: string, spot: Spot): { before?: string; after?: string } {
  if (spot.before) return { before: spot.before };
  const last = lanes.get(spot.columnId)?.findLast(({ id }) => id !== task);
  return last ? { after: last.id } : {};
}

/** The spot one step from `spot` for `task`: within the lane up or down, or at the same height in the next column. */
export function stepFrom(lanes: Lanes, task: string, spot: Spot, way: "up" | "down" | "left" | "right"): Spot {
  const columns = [...lanes.keys()];
  const others = (column: string) => (lanes.get(column) ?? []).filter(({ id }) => id !== task);
  const here = others(spot.columnId);
  const at = spot.before === null ? here.length : here.findIndex(({ id }) => id === spot.before);
  if (way === "up") return { ...spot, before: here[Math.max(0, at - 1)]?.id ?? null };
  if (way === "down") return { ...spot, before: here[at + 1]?.id ?? null };
  const target = columns[columns.indexOf(spot.columnId) + (way === "left" ? -1 : 1)];
  if (target === undefined) return spot;
  return { columnId: target, before: others(target)[at]?.id ?? null };
}

function sameItems(a: readonly Task[], b: readonly Task[]): boolean {
  return a.length === b.length && a.every((task, at) => task === b[at]);
}
