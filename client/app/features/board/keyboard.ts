import type { Drag, DragCell } from "./drag.ts";
import { type Lanes, type Spot, spotOf, stepFrom } from "./lanes.ts";

type Way = "up" | "down" | "left" | "right";

const WAYS: Record<string, Way> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

/** What the keys ask of a board. */
export interface KeyboardUser {
  drag: DragCell;
  lanes: Lanes;
  mayWrite: boolean;
  /** A task was picked up, or is now somewhere else in the hand. */
  moved: (drag: Drag, how: "picked up" | "carried") => void;
  dropped: (drag: Drag) => void;
  cancelled: (drag: Drag) => void;
  /** The focus shall go to this task's card. */
  focus: (task: string) => void;
}

/**
 * Keys on a focused card. Space picks it up, the arrows carry it, Space or Enter puts it down and Escape takes it back;
 * with nothing in the hand the arrows go from card to card.
 */
export function onBoardKey(event: KeyboardEvent, user: KeyboardUser): void {
  const task = taskAt(event.target);
  if (!task || event.ctrlKey || event.metaKey || event.altKey) return;
  const held = user.drag.value;
  if (held?.by === "keyboard") carry(event, user, held);
  else if (event.key === " ") pickUp(event, user, task);
  else walk(event, user, task);
}

function pickUp(event: KeyboardEvent, user: KeyboardUser, task: string): void {
  event.preventDefault();
  const spot = spotOf(user.lanes, task);
  if (!user.mayWrite || !spot) return;
  user.moved({ ...spot, task, by: "keyboard" }, "picked up");
}

function carry(event: KeyboardEvent, user: KeyboardUser, held: Drag): void {
  const way = WAYS[event.key];
  if (way) {
    event.preventDefault();
    user.moved({ ...held, ...stepFrom(user.lanes, held.task, held, way) }, "carried");
  } else if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    user.dropped(held);
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    user.cancelled(held);
  }
}

function walk(event: KeyboardEvent, user: KeyboardUser, task: string): void {
  const way = WAYS[event.key];
  if (!way) return;
  const target = neighbourOf(user.lanes, task, way);
  if (!target) return;
  event.preventDefault();
  user.focus(target);
}

/** The card beside one; columns without any are passed over. */
function neighbourOf(lanes: Lanes, task: string, way: Way): string | null {
  const columns = [...lanes.keys()];
  const column = columns.findIndex((id) => lanes.get(id)?.some((each) => each.id === task));
  const lane = lanes.get(columns[column] ?? "") ?? [];
  const at = lane.findIndex(({ id }) => id === task);
  if (way === "up" || way === "down") return lane[at + (way === "up" ? -1 : 1)]?.id ?? null;
  const step = way === "left" ? -1 : 1;
  for (let next = column + step; next >= 0 && next < columns.length; next += step) {
    const cards = lanes.get(columns[next] ?? "") ?? [];
    const found = cards[Math.min(at, cards.length - 1)];
    if (found) return found.id;
  }
  return null;
}

function taskAt(target: EventTarget | null): string | null {
  if (!(target instanceof HTMLElement) || !target.classList.contains("card-open")) return null;
  return target.closest<HTMLElement>("[data-task]")?.dataset.task ?? null;
}

/** Where a task in the hand is, for whoever cannot see it. */
export function spotInWords(lanes: Lanes, task: string, spot: Spot, columnName: string): string {
  const others = (lanes.get(spot.columnId) ?? []).filter(({ id }) => id !== task);
  const at = spot.before === null ? others.length : others.findIndex(({ id }) => id === spot.before);
  return `${columnName}, place ${at + 1} of ${others.length + 1}`;
}
