import type { FoundMessage } from "../protocol.ts";
import { placed, placesOf, type Term } from "./words.ts";

/** How much is shown before the first hit and in all, in UTF-16 units. */
const BEFORE = 60;
const LENGTH = 240;

type Piece = FoundMessage["excerpt"][number];

/** A text around what was looked for, in pieces; its beginning where none of it is there. */
export function excerptAround(text: string, terms: readonly Term[]): Piece[] {
  const line = text.replace(/\s+/g, " ");
  const words = placed(line);
  const places = terms.flatMap((term) => placesOf(term, line, words)).sort((a, b) => a.start - b.start);
  const from = beginning(line, places[0]?.start ?? 0);
  const to = Math.min(line.length, from + LENGTH);
  const pieces: Piece[] = [];
  let at = from;
  for (const { start, end } of places) {
    if (start < at || end > to) continue;
    push(pieces, line.slice(at, start), false);
    push(pieces, line.slice(start, end), true);
    at = end;
  }
  push(pieces, line.slice(at, to), false);
  if (from > 0) pieces.unshift({ text: "…", hit: false });
  if (to < line.length) pieces.push({ text: "…", hit: false });
  return pieces;
}

/** Where an excerpt begins: at a word, not far before the first hit. */
function beginning(line: string, hit: number): number {
  if (hit <= BEFORE) return 0;
  const space = line.indexOf(" ", hit - BEFORE);
  return space < 0 || space >= hit ? hit : space + 1;
}

function push(pieces: Piece[], text: string, hit: boolean): void {
  if (text !== "") pieces.push({ text: text.toWellFormed(), hit });
}
