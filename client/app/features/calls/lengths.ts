import { MAX_CALL_AHEAD_MS } from "../../../../durable-objects/workspace/calls/limits.ts";
import type { Farthest } from "../times/time-field.ts";

/** How many minutes a call may be planned for: what people mean most. */
const USUAL = [15, 30, 45, 60, 90, 120, 180, 240];
/** What is offered first. */
export const USUAL_MINUTES = 30;

/** How far ahead a call may be planned. */
export const CALL_FARTHEST: Farthest = { ms: MAX_CALL_AHEAD_MS, words: "two years" };

const QUARTER_MS = 15 * 60_000;

/** The lengths to choose from, with the one it has already. */
export function lengthsWith(minutes: number): readonly number[] {
  return USUAL.includes(minutes) ? USUAL : [...USUAL, minutes].toSorted((a, b) => a - b);
}

/** The time first offered for a new call: the quarter of an hour after the next, so that people can still be asked. */
export function firstTime(now: number): number {
  return Math.ceil(now / QUARTER_MS) * QUARTER_MS + QUARTER_MS;
}
