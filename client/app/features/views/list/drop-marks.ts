import type { Cell } from "../../../../sdk/observed.ts";

/** Where what is in the hand would be put: beside a row, or on the head of a group. */
export interface DropMark {
  group: string;
  row: string | null;
  edge: "top" | "bottom" | null;
}

/** Where something would be put down in the list just now. Each row watches only what concerns it. */
export type DropMarks = Cell<DropMark | null>;
