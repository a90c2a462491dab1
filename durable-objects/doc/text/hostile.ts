/** Markdown that is made to take long: what costs a parser the square of its length is refused before one sees it. */
import { RoomError } from "../../room/errors.ts";
import { MAX_DEPTH } from "./tree.ts";

/** Emphasis signs in one paragraph; 10,000 take micromark about half a second. */
const MOST_SIGNS = 10_000;

/** Unfinished comments and instructions in one paragraph; each is looked for to its end. */
const MOST_UNFINISHED = 1_000;
/** Lines within nested lists and quotes in one text; 5,000 take micromark about two seconds. */
const MOST_NESTED_LINES = 5_000;

const MARKER = "(?:[-+*]|\\d{1,9}[.)])";
const NESTED = new RegExp(`^(?:[ \\t]*>|[ \\t]+${MARKER}[ \\t]|${MARKER}[ \\t]+(?:>|${MARKER}[ \\t]))`);

/** A line that opens more containers than the tree may be deep. */
const TOO_DEEP = new RegExp(`^(?:[ \\t]*(?:>|[-+*]|\\d{1,9}[.)])){${MAX_DEPTH},}`, "m");
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
    if (nested > MOST_NESTED_LINES) throw tooMany("The text", MOST_NESTED_LINES, "lines in nested lists and quotes");
    if (unfinished > MOST_UNFINISHED) throw tooMany("A paragraph", MOST_UNFINISHED, "beginnings of comments");
    for (const sign of line.match(/[[\]*_~]/g) ?? []) {
      if (sign === "[") brackets += 1;
      else if (sign === "]") brackets = Math.max(0, brackets - 1);
      else signs += 1;
      if (brackets > MAX_DEPTH) throw nestedTooDeep();
      if (signs > MOST_SIGNS) throw tooMany("A paragraph", MOST_SIGNS, "signs of emphasis");
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
  return new RoomError("invalid", `The Markdown is nested deeper than ${MAX_DEPTH} levels.`);
}
