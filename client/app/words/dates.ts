/** Days as the board has them: `2026-11-21`, in no time zone. */

const sameYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });
const otherYear = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** The day it is for whoever looks, at `now` (ms since 1970). */
export function dayOf(now: number): string {
  const date = new Date(now);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A day in short, with its year where that is not `today`'s. */
export function dayInWords(day: string, today: string): string {
  const format = day.slice(0, 4) === today.slice(0, 4) ? sameYear : otherYear;
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** The day so many days after `day`. */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The next Monday after `day`. */
export function mondayAfter(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return dayAfter(day, weekday === 0 ? 1 : 8 - weekday);
}

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** How long ago `at` was, both in ms since 1970: `3 hours ago`, `just now`; beyond a month, the day. */
export function agoInWords(at: number, now: number): string {
  const past = now - at;
  if (past > 30 * 86_400_000) return otherYear.format(new Date(at));
  for (const [unit, ms] of STEPS) if (past >= ms) return relative.format(-Math.floor(past / ms), unit);
  return "just now";
}

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** The day and the minute of `at`, in ms since 1970, as the clock of whoever looks has it. */
export function exactTime(at: number): string {
  return exact.format(new Date(at));
}
