import type { BoardAction } from "../../../../durable-objects/workspace/board/protocol.ts";
import type { Drag } from "./drag.ts";
import { type Grid, type Group, settingFor } from "./rows.ts";
import { isUnmoved, laneAt, spotOf, stayingAt } from "./spots.ts";

/** How a board is laid out, as far as it matters to what is put down on it. */
export interface Layout {
  grid: Grid;
  group: Group;
  /** Where a card stands is told by something else than by hand, so that a place among others means nothing. */
  sorted: boolean;
}

/**
 * What putting down the cards in a hand asks of the room, as one act; null when they stay as they are. Each goes to its
 * place in the column and gets what the row stands for.
 */
export function puttingDown(drag: Drag, { grid, group, sorted }: Layout): BoardAction | null {
  const { task, from, tasks, row, columnId } = drag;
  const set = settingFor(group, from, row);
  const alone = tasks.length === 1;
  const now = spotOf(grid, { task, row: from });
  const stays = sorted ? now?.columnId === columnId : isUnmoved(grid, { task, row: from }, drag);
  if (alone && !set && (stays || !now)) return null;
  const places = sorted ? tasks.map(() => ({})) : placesFor(drag, grid);
  const [only] = places;
  if (alone && !set && only) return { type: "task.move", task, columnId, ...only };
  // In the column it is in already, a task goes to another place only where there is one beside others.
  const goes = !alone || now?.columnId !== columnId || Object.keys(only ?? {}).length > 0;
  const changes = tasks.map((each, at) => ({
    task: each,
    ...(set ? { set } : {}),
    ...(goes ? { columnId, ...places[at] } : {}),
  }));
  return { type: "task.bulk", changes };
}

/** Before the same neighbour one after another; at the end of a lane, each behind the last: a lane need not be all of its column. */
function placesFor(drag: Drag, grid: Grid): { before?: string; after?: string }[] {
  const hand = new Set(drag.tasks);
  const before = stayingAt(grid, drag, hand);
  if (before !== null) return drag.tasks.map(() => ({ before }));
  let last = laneAt(grid, drag).findLast(({ id }) => !hand.has(id))?.id;
  if (last === undefined) return drag.tasks.map(() => ({}));
  return drag.tasks.map((task) => {
    const place = { after: last ?? task };
    last = task;
    return place;
  });
}
