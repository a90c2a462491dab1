import type { Drag, DragCell } from "./drag.ts";
import type { Grid } from "./rows.ts";
import { type CardName, laneAt, neighbourOf, type Spot, spotOf, stepFrom, type Way } from "./spots.ts";

const WAYS: Record<string, Way> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };
const ENDS: Record<string, "first" | "last"> = { Home: "first", End: "last" };

/** What the keys ask of a board. */
interface KeyboardUser {
  drag: DragCell;
  grid: Grid;
  mayWrite: boolean;
  /** Columns follow one another from right to left. */
  mirrored: boolean;
  /** All that goes with a card that is picked up. */
  handOf: (card: CardName) => readonly string[];
  /** Something was picked up, or is now somewhere else in the hand. */
  moved: (drag: Drag, how: "picked up" | "carried") => void;
  dropped: (drag: Drag) => void;
  cancelled: (drag: Drag) => void;
  /** The focus shall go to this card. */
  focus: (card: CardName) => void;
  /** Both shall be picked, and all between them. */
  pick: (from: CardName, to: CardName) => void;
  /** Nothing shall be picked any more; answers whether something was. */
  unpick: () => boolean;
}

/**
 * Keys on a focused card. Space picks it up, the arrows carry it, Space or Enter puts it down and Escape takes it back;
 * with nothing in the hand the arrows go from card to card, and with Shift pick them on their way.
 */
export function onBoardKey(event: KeyboardEvent, user: KeyboardUser): void {
  const card = cardAt(event.target);
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  const held = user.drag.value;
  if (held?.by === "keyboard") carry(event, user, held);
  else if (event.key === " ") pickUp(event, user, card);
  else if (event.key === "Escape") {
    if (user.unpick()) event.stopPropagation();
  } else walk(event, user, card);
}

function wayOf({ key }: KeyboardEvent, { mirrored }: KeyboardUser): Way | undefined {
  const way = WAYS[key];
  if (!mirrored || way === "up" || way === "down") return way;
  return way && (way === "left" ? "right" : "left");
}

function pickUp(event: KeyboardEvent, user: KeyboardUser, card: CardName): void {
  event.preventDefault();
  const spot = spotOf(user.grid, card);
  if (!user.mayWrite || !spot) return;
  const tasks = user.handOf(card);
  user.moved({ ...spot, task: card.task, from: card.row, tasks, by: "keyboard" }, "picked up");
}

function carry(event: KeyboardEvent, user: KeyboardUser, held: Drag): void {
  const way = wayOf(event, user);
  if (way) {
    event.preventDefault();
    user.moved({ ...held, ...stepFrom(user.grid, new Set(held.tasks), held, way) }, "carried");
  } else if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    user.dropped(held);
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    user.cancelled(held);
  }
}

function walk(event: KeyboardEvent, user: KeyboardUser, card: CardName): void {
  const way = wayOf(event, user) ?? ENDS[event.key];
  const target = way && neighbourOf(user.grid, card, way);
  if (!target) return;
  event.preventDefault();
  if (event.shiftKey) user.pick(card, target);
  user.focus(target);
}

/** The card whose link has the focus. */
function cardAt(target: EventTarget | null): CardName | null {
  if (!(target instanceof HTMLElement) || !target.classList.contains("card-open")) return null;
  const { task, row } = target.closest<HTMLElement>("[data-task]")?.dataset ?? {};
  return task === undefined || row === undefined ? null : { task, row };
}

/** Where a hand is, for whoever cannot see it. */
export function spotInWords(
  grid: Grid,
  { tasks }: Pick<Drag, "tasks">,
  spot: Spot,
  names: { column: string; row: string | null },
): string {
  const staying = laneAt(grid, spot).filter(({ id }) => !tasks.includes(id));
  const at = spot.before === null ? -1 : staying.findIndex(({ id }) => id === spot.before);
  const place = (at < 0 ? staying.length : at) + 1;
  const lane = names.row === null ? names.column : `${names.column}, ${names.row}`;
  return `${lane}, place ${place} of ${staying.length + 1}`;
}
