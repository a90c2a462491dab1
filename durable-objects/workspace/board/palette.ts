/** The colours that things get without being given one. */
import type { ColumnKind } from "./parts/protocol.ts";

const PALETTE = [
  "#5e6ad2",
  "#26b5ce",
  "#4cb782",
  "#f2c94c",
  "#f2994a",
  "#eb5757",
  "#bb87fc",
  "#f7c8c1",
  "#95a2b3",
] as const;

/** The colour of the next of some things of which there are `count`. */
export function nextColour(count: number): string {
  return PALETTE[count % PALETTE.length] ?? PALETTE[0];
}

/** What a column has for its kind. */
export const KIND_COLOURS: Record<ColumnKind, string> = {
  backlog: "#95a2b3",
  todo: "#6b8afd",
  doing: "#f2c94c",
  review: "#bb87fc",
  done: "#4cb782",
  cancelled: "#8a8f98",
};
