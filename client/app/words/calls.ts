import type { CallAnswer, QualitySummary } from "../../../durable-objects/workspace/calls/protocol.ts";
import { dayAfter, dayOf } from "./dates.ts";

const MINUTE_MS = 60_000;

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const near = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });
const far = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

/** How long something lasts, in ms: `45 min`, `1 h 30 min`, `under a minute`. */
export function lengthInWords(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 1) return "under a minute";
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : "", rest > 0 ? `${rest} min` : ""].filter(Boolean).join(" ");
}

/** The day of `at` for whoever looks at `now`, both in ms since 1970: `Today`, `Tomorrow`, `Mon, 23 Nov`. */
export function dayOfCall(at: number, now: number): string {
  const [day, today] = [dayOf(at), dayOf(now)];
  for (const days of [-1, 0, 1]) if (day === dayAfter(today, days)) return capital(relative.format(days, "day"));
  return (day.slice(0, 4) === today.slice(0, 4) ? near : far).format(new Date(at));
}

/** From when to when a planned call goes, by the clock of whoever looks: `15:00 – 15:30`. */
export function hoursOfCall(startsAt: number, minutes: number | null): string {
  if (minutes === null) return clock.format(new Date(startsAt));
  return clock.formatRange(new Date(startsAt), new Date(startsAt + minutes * MINUTE_MS));
}

/** How many are or were in a call. */
export function peopleInWords(count: number): string {
  if (count === 0) return "nobody";
  return count === 1 ? "1 person" : `${count} people`;
}

/** The name of the zone that times are shown in: `Europe/Berlin`. */
export function zoneName(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ");
}

/** What somebody answers to an invitation. */
export const ANSWERS: Record<CallAnswer, string> = { yes: "Coming", maybe: "Maybe", no: "Not coming" };

/** How good a call was for somebody, in a word, and what made it so. */
export interface QualityWords {
  grade: "good" | "fair" | "poor" | "unknown";
  word: string;
  /** What is behind the word; empty where nothing was measured. */
  facts: string;
}

/** From here on people hear or see it. */
const FAIR = { roundTripMs: 250, loss: 0.02, jitterMs: 40 };
const POOR = { roundTripMs: 500, loss: 0.08, jitterMs: 100 };

const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });

/** Says how good a call was, from what was measured of it. */
export function qualityInWords(quality: QualitySummary | null): QualityWords {
  if (quality === null || (quality.loss === null && quality.roundTripMs === null && quality.jitterMs === null)) {
    return { grade: "unknown", word: "Not measured", facts: "" };
  }
  const facts = [
    quality.roundTripMs === null ? "" : `${Math.round(quality.roundTripMs)} ms round trip`,
    quality.loss === null ? "" : `${percent.format(quality.loss)} lost`,
    quality.reconnects === 0 ? "" : `reconnected ${quality.reconnects === 1 ? "once" : `${quality.reconnects} times`}`,
    quality.relayed ? "relayed" : "",
  ];
  const words = { good: "Good", fair: "Fair", poor: "Poor" } as const;
  const grade = reaches(quality, POOR) ? "poor" : reaches(quality, FAIR) ? "fair" : "good";
  return { grade, word: words[grade], facts: facts.filter(Boolean).join(" · ") };
}

function reaches({ roundTripMs, loss, jitterMs }: QualitySummary, bound: typeof FAIR): boolean {
  return (roundTripMs ?? 0) >= bound.roundTripMs || (loss ?? 0) >= bound.loss || (jitterMs ?? 0) >= bound.jitterMs;
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
