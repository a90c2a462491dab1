import { MAX_AHEAD_MS } from "../../../../durable-objects/inbox/limits.ts";

/** How far ahead a time may be. */
export interface Farthest {
  ms: number;
  /** The same for a reader: "a year". */
  words: string;
}

/** As far ahead as an inbox keeps what is to come back. */
export const INBOX_FARTHEST: Farthest = { ms: MAX_AHEAD_MS, words: "five years" };

/** What a field for date and time shows for `at`: `2026-11-21T09:00`. */
export function inField(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What was typed there, in ms since 1970; null for no whole time. */
export function fromField(value: string): number | null {
  const at = new Date(value).getTime();
  return value !== "" && Number.isFinite(at) ? at : null;
}

/** What is wrong with a time that is to come, and no farther than that; null for nothing. */
export function problemWith(at: number | null, now: number, farthest: Farthest): string | null {
  if (at === null) return "Choose a day and a time.";
  if (at <= now) return "That time is over. Choose one to come.";
  return at > now + farthest.ms ? `That is too far ahead. Choose a time within ${farthest.words}.` : null;
}
