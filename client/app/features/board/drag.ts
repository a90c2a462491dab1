import type { Cell } from "../../../sdk/observed.ts";
import type { Spot } from "./lanes.ts";

/** A task being moved by whoever looks, and where it would be put. */
export interface Drag extends Spot {
  task: string;
  by: "pointer" | "keyboard";
}

/** What is being moved on this page, or nothing. Each card and column watches only what concerns it. */
export type DragCell = Cell<Drag | null>;

/** What a drag means for one card: it is the one moved, or the one it would be put before. */
export function roleOfCard(drag: Drag | null, task: string): "moved" | "before" | "none" {
  if (drag?.task === task) return "moved";
  return drag?.before === task ? "before" : "none";
}

/** What a drag means for one column: it is over it, at its end, or neither. */
export function roleOfColumn(drag: Drag | null, column: string): "over" | "end" | "none" {
  if (drag?.columnId !== column) return "none";
  return drag.before === null ? "end" : "over";
}
