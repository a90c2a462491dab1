import type { Drag } from "./drag.ts";
import type { Grid } from "./rows.ts";
import { cardOf, laneAt, spotOf, stayingAt } from "./spots.ts";

interface Change {
  before: Grid;
  now: Grid;
  /** Whether a task is on the board, shown or not. */
  isThere: (task: string) => boolean;
}

/**
 * What is in a hand after others changed the board under it: cards that are gone are let go of, and where the place it is
 * over went, it is over the next. The same object when nothing is to be changed; else why nothing is in it any more: the
 * card that was taken is not shown, or a pointer's lane went, so that another slid under it, which nobody chose.
 */
export function stillInHand(held: Drag, { before, now, isThere }: Change): Drag | "card gone" | "lane gone" {
  const card = cardOf(now, { task: held.task, row: held.from });
  const home = card && spotOf(now, card);
  if (!home) return "card gone";
  if (held.by === "pointer" && !hasLane(now, held)) return "lane gone";
  const tasks = held.tasks.filter(isThere);
  const spot = hasLane(now, held) ? { before: placeNow(held, before, now) } : home;
  const next: Drag = { ...held, from: card.row, tasks, ...spot };
  const same = tasks.length === held.tasks.length && next.from === held.from && next.before === held.before;
  return same && next.columnId === held.columnId && next.row === held.row ? held : next;
}

function hasLane(grid: Grid, { row, columnId }: Drag): boolean {
  return grid.find(({ id }) => id === row)?.lanes.has(columnId) ?? false;
}

/** The one it would be put before, or when that left the lane, the next of those behind it which stayed. */
function placeNow(held: Drag, before: Grid, now: Grid): string | null {
  const here = new Set(laneAt(now, held).map(({ id }) => id));
  if (held.before === null || here.has(held.before)) return held.before;
  const gone = laneAt(before, held).filter(({ id }) => !here.has(id));
  return stayingAt(before, held, new Set(gone.map(({ id }) => id)));
}
