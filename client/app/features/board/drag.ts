import type { Cell } from "../../../sdk/observed.ts";
import type { CardName, LaneName, Spot } from "./spots.ts";

/** What whoever looks has in the hand, and where it would be put. */
export interface Drag extends Spot {
  /** The card that was taken. */
  task: string;
  /** The row it was taken from. */
  from: string;
  /** All that go with it, itself among them, in the order in which they are put down. */
  tasks: readonly string[];
  by: "pointer" | "keyboard";
}

/** What is being moved on this page, or nothing. Each card and lane watches only what concerns it. */
export type DragCell = Cell<Drag | null>;

/** What a drag means for one card: it is among those moved, or they would be put before it. */
export function roleOfCard(drag: Drag | null, { task, row }: CardName): "moved" | "before" | "none" {
  if (drag?.tasks.includes(task)) return "moved";
  return drag?.before === task && drag.row === row ? "before" : "none";
}

/** What a drag means for one lane: it is over it, at its end, or neither. */
export function roleOfLane(drag: Drag | null, { row, columnId }: LaneName): "over" | "end" | "none" {
  if (drag?.columnId !== columnId || drag.row !== row) return "none";
  return drag.before === null ? "end" : "over";
}

/** True when something in the hand is over this spot already. */
export function isAt(drag: Drag, spot: Spot): boolean {
  return drag.row === spot.row && drag.columnId === spot.columnId && drag.before === spot.before;
}
