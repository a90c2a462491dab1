/** Markdown that is made to take long: what costs a parser the square of its length is refused before one sees it. */
import { RoomError } from "../../room/errors.ts";
import { TEXT_LIMITS } from "./limits.ts";

const { depth, emphasisSigns, unfinishedTags, nestedLines } = TEXT_LIMITS;

const MARKER = "(?:[-+*]|\\d{1,9}[.)])";
const NESTED = new RegExp(`^(?:[ \\t]*>|[ \\t]+${MARKER}[ \\t]|${MARKER}[ \\t]+(?:>|${MARKER}[ \\t]))`);

/** A line that opens more containers than the tree may be deep. */
const TOO_DEEP = new RegExp(`^(?:[ \\t]*(?:>|[-+*]|\\d{1,9}[.)])){${depth},}`, "m");
/** A fence of its own at the very left, which nothing around it can end before its like does; code may hold any signs. */
const FENCE = /^(?:(`{3,})[^`]*|(~{3,}).*)$/;
const BLANK = /^[ \t>]*$/;

/** @throws RoomError `invalid` for nesting, emphasis and the like beyond what anyone writes. */
export function refuseHostile(markdown: string): void {
  if (TOO_DEEP.test(markdown)) throw nestedTooDeep();
  let fence: string | null = null;
  let nested = 0;
  let brackets = 0;
  let signs = 0;
  let unfinished = 0;
  for (const line of markdown.split("\n")) {
    if (fence !== null) {
      if (closes(line, fence)) fence = null;
      continue;
    }
    const [, ticks, tildes] = FENCE.exec(line) ?? [];
    fence = ticks ?? tildes ?? null;
    if (fence !== null || BLANK.test(line)) {
      brackets = 0;
      signs = 0;
      unfinished = 0;
      continue;
    }
    if (NESTED.test(line)) nested += 1;
    unfinished += line.match(/<[!?]/g)?.length ?? 0;
    if (nested > nestedLines) throw tooMany("The text", nestedLines, "lines in nested lists and quotes");
    if (unfinished > unfinishedTags) throw tooMany("A paragraph", unfinishedTags, "beginnings of comments");
    for (const sign of line.match(/[[\]*_~]/g) ?? []) {
      if (sign === "[") brackets += 1;
      else if (sign === "]") brackets = Math.max(0, brackets - 1);
      else signs += 1;
      if (brackets > depth) throw nestedTooDeep();
      if (signs > emphasisSigns) throw tooMany("A paragraph", emphasisSigns, "signs of emphasis");
    }
  }
}

function closes(line: string, fence: string): boolean {
  const end = line.trimEnd();
  return end.length >= fence.length && end === (fence[0] ?? "").repeat(end.length);
}

function tooMany(where: string, most: number, what: string): RoomError {
  return new RoomError("invalid", `${where} holds more than ${most} ${what}.`);
}

/** The refusal of what is nested too deep. */
export function nestedTooDeep(): RoomError {
  return new RoomError("invalid", `The Markdown is nested deeper than ${depth} levels.`);
}
