/** Markdown that is made to take long: what costs a parser the square of its length is refused before one sees it. */
import { RoomError } from "../../room/errors.ts";
import { MAX_DEPTH } from "./tree.ts";

/** Emphasis signs in one paragraph; 10,000 take micromark about half a second. */
const MOST_SIGNS = 10_000;

/** A line that opens more containers than the tree may be deep. */
const TOO_DEEP = new RegExp(`^(?:[ \\t]*(?:>|[-+*]|\\d{1,9}[.)])){${MAX_DEPTH},}`, "m");
const FENCE = /^[ \t>]*(?:```|~~~)/;
const BLANK = /^[ \t>]*$/;

/** @throws RoomError `invalid` for nesting and emphasis beyond what anyone writes. */
export function refuseHostile(markdown: string): void {
  if (TOO_DEEP.test(markdown)) throw nestedTooDeep();
  let fenced = false;
  let brackets = 0;
  let signs = 0;
  for (const line of markdown.split("\n")) {
    if (FENCE.test(line)) fenced = !fenced;
    if (fenced || BLANK.test(line)) {
      brackets = 0;
      signs = 0;
      continue;
    }
    for (const sign of line.match(/[[\]*_~]/g) ?? []) {
      if (sign === "[") brackets += 1;
      else if (sign === "]") brackets = Math.max(0, brackets - 1);
      else signs += 1;
      if (brackets > MAX_DEPTH) throw nestedTooDeep();
      if (signs > MOST_SIGNS) {
        throw new RoomError("invalid", `A paragraph holds more than ${MOST_SIGNS} signs of emphasis.`);
      }
    }
  }
}

/** The refusal of what is nested too deep. */
export function nestedTooDeep(): RoomError {
  return new RoomError("invalid", `The Markdown is nested deeper than ${MAX_DEPTH} levels.`);
}
