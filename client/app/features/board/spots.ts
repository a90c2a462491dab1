import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import type { Grid } from "./rows.ts";

/** A card: a task in a row, since a task of two assignees has two. */
export interface CardName {
  task: string;
  row: string;
}

/** A lane of the grid. */
export interface LaneName {
  row: string;
  columnId: string;
}

/** Where something is put in a lane: right before a task, or last. */
export interface Spot extends LaneName {
  before: string | null;
}

export type Way = "up" | "down" | "left" | "right";

/** The cards of a lane; none for one that is not there. */
export function laneAt(grid: Grid, { row, columnId }: LaneName): readonly Task[] {
  return grid.find(({ id }) => id === row)?.lanes.get(columnId) ?? [];
}

/** The spot where a card is now; null when it is not shown. */
export function spotOf(grid: Grid, { task, row }: CardName): Spot | null {
  for (const [columnId, lane] of grid.find(({ id }) => id === row)?.lanes ?? []) {
    const at = lane.findIndex(({ id }) => id === task);
    if (at !== -1) return { row, columnId, before: lane[at + 1]?.id ?? null };
  }
  return null;
}

/** The card of a task: that of `row`, or where the task has none there, its first from above. */
export function cardOf(grid: Grid, { task, row }: CardName): CardName | null {
  if (spotOf(grid, { task, row })) return { task, row };
  const found = grid.find(({ id }) => spotOf(grid, { task, row: id }));
  return found ? { task, row: found.id } : null;
}

/** True when a card would stay where it is. */
export function isUnmoved(grid: Grid, card: CardName, spot: Spot): boolean {
  const now = spotOf(grid, card);
  if (now?.columnId !== spot.columnId || now.row !== spot.row) return false;
  return now.before === spot.before || spot.before === card.task;
}

/** The first behind `spot`, itself among them, that is not in the hand; null for the end of the lane. */
export function stayingAt(grid: Grid, spot: Spot, hand: ReadonlySet<string>): string | null {
  if (spot.before === null) return null;
  const lane = laneAt(grid, spot);
  const at = lane.findIndex(({ id }) => id === spot.before);
  return at < 0 ? null : (lane.slice(at).find(({ id }) => !hand.has(id))?.id ?? null);
}

/**
 * The spot one step from `spot` for what is in the hand: up or down within the lane and on into the row beyond, or at the
 * same height in the next column.
 */
export function stepFrom(grid: Grid, hand: ReadonlySet<string>, spot: Spot, way: Way): Spot {
  const staying = (lane: LaneName) => laneAt(grid, lane).filter(({ id }) => !hand.has(id));
  const here = staying(spot);
  const before = stayingAt(grid, spot, hand);
  const at = before === null ? here.length : here.findIndex(({ id }) => id === before);
  if (way === "left" || way === "right") {
    const columns = [...(grid[0]?.lanes.keys() ?? [])];
    const columnId = columns[columns.indexOf(spot.columnId) + (way === "left" ? -1 : 1)];
    if (columnId === undefined) return spot;
    return { row: spot.row, columnId, before: staying({ row: spot.row, columnId })[at]?.id ?? null };
  }
  if (way === "up" && at > 0) return { ...spot, before: here[at - 1]?.id ?? null };
  if (way === "down" && at < here.length) return { ...spot, before: here[at + 1]?.id ?? null };
  const row = grid[grid.findIndex(({ id }) => id === spot.row) + (way === "up" ? -1 : 1)]?.id;
  if (row === undefined) return { ...spot, before };
  const beyond = { row, columnId: spot.columnId };
  return { ...beyond, before: way === "up" ? null : (staying(beyond)[0]?.id ?? null) };
}

/** The card beside one; lanes without any are passed over. Null at the edge. */
export function neighbourOf(grid: Grid, card: CardName, way: Way | "first" | "last"): CardName | null {
  const spot = spotOf(grid, card);
  const rowAt = grid.findIndex(({ id }) => id === card.row);
  const row = grid[rowAt];
  if (!spot || !row) return null;
  const lane = laneAt(grid, spot);
  const at = lane.findIndex(({ id }) => id === card.task);
  const named = (task: Task | undefined, of: string) => (task ? { task: task.id, row: of } : null);
  if (way === "first") return named(lane[0], row.id);
  if (way === "last") return named(lane.at(-1), row.id);
  if (way === "up" || way === "down") {
    const beside = named(lane[at + (way === "up" ? -1 : 1)], row.id);
    if (beside) return beside;
    const beyond = way === "up" ? grid.slice(0, rowAt).toReversed() : grid.slice(rowAt + 1);
    for (const { id, lanes } of beyond) {
      const found = named(lanes.get(spot.columnId)?.at(way === "up" ? -1 : 0), id);
      if (found) return found;
    }
    return null;
  }
  const lanes = [...row.lanes];
  const column = lanes.findIndex(([id]) => id === spot.columnId);
  const further = way === "left" ? lanes.slice(0, column).toReversed() : lanes.slice(column + 1);
  const [, cards] = further.find(([, each]) => each.length > 0) ?? [];
  return cards ? named(cards[Math.min(at, cards.length - 1)], row.id) : null;
}
