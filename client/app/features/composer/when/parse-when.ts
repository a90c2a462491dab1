/**
 * Times as people write them: "in 20 minutes", "tomorrow at 9", "monday", "2026-12-24 at 17:30". On the clock of whoever
 * writes.
 */

const MINUTE = 60_000;

const UNITS: Readonly<Record<string, number>> = {
  m: MINUTE,
  min: MINUTE,
  mins: MINUTE,
  minute: MINUTE,
  minutes: MINUTE,
  h: 60 * MINUTE,
  hr: 60 * MINUTE,
  hrs: 60 * MINUTE,
  hour: 60 * MINUTE,
  hours: 60 * MINUTE,
};
/** These go by the calendar: a day is not always 24 hours. */
const DAYS: Readonly<Record<string, number>> = { d: 1, day: 1, days: 1, w: 7, week: 7, weeks: 7 };

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** The hour of a day for which none was said. */
const MORNING = { hours: 9, minutes: 0 };

const NUMBER = String.raw`(?:\d{1,4}|an?|half an)`;
const IN = String.raw`in\s+(${NUMBER})\s*([a-z]+)`;
const CLOCK = String.raw`(?:noon|midnight|\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?)`;
const DAY = String.raw`(?:(?:on\s+|next\s+)?(?:today|tonight|tomorrow|sunday|monday|tuesday|wednesday|thursday|friday|saturday)|(?:on\s+)?\d{4}-\d{2}-\d{2})`;
const PHRASE = String.raw`(?:${IN}|(${DAY})(?:,?\s+(?:at\s+)?(${CLOCK}))?|at\s+(${CLOCK})(?:\s+(${DAY}))?)`;
const FIRST = new RegExp(`^${PHRASE}(?=\\s|,|$)`, "i");
const LAST = new RegExp(`(?:^|\\s)${PHRASE}\\s*$`, "i");

/** A time found in words, and the words without it. */
export interface FoundWhen {
  /** ms since 1970. */
  at: number;
  rest: string;
}

/** The time that `words` begin or end with, seen from `now`; null where there is none, or it cannot be. */
export function findWhen(words: string, now: number): FoundWhen | null {
  const text = words.trim();
  for (const place of [FIRST, LAST]) {
    const match = place.exec(text);
    const at = match && timeOf(match, now);
    if (match && at !== null) {
      return { at, rest: (text.slice(0, match.index) + text.slice(match.index + match[0].length)).trim() };
    }
  }
  return null;
}

function timeOf([, count, unit, day, clock, clockFirst, dayLast]: RegExpExecArray, now: number): number | null {
  if (count !== undefined && unit !== undefined) return spanAfter(count.toLowerCase(), unit.toLowerCase(), now);
  const on = (day ?? dayLast ?? "").toLowerCase().replace(/^(?:on|next)\s+/, "");
  const said = clock ?? clockFirst;
  const time = said === undefined ? (on === "tonight" ? { hours: 20, minutes: 0 } : MORNING) : clockOf(said);
  if (!time) return null;
  if (on === "") {
    const today = onDay(now, 0, time);
    return today > now ? today : onDay(now, 1, time);
  }
  const at = dayOf(on, time, now);
  return at !== null && at > now ? at : null;
}

function spanAfter(count: string, unit: string, now: number): number | null {
  const many = count === "half an" ? 0.5 : /^an?$/.test(count) ? 1 : Number(count);
  const days = DAYS[unit];
  if (days !== undefined) {
    const { hours, minutes } = { hours: new Date(now).getHours(), minutes: new Date(now).getMinutes() };
    return many > 0 && many >= 1 ? onDay(now, days * many, { hours, minutes }) : null;
  }
  const span = UNITS[unit];
  return span === undefined || many <= 0 ? null : now + many * span;
}

interface Clock {
  hours: number;
  minutes: number;
}

function clockOf(said: string): Clock | null {
  const words = said.toLowerCase().trim();
  if (words === "noon") return { hours: 12, minutes: 0 };
  if (words === "midnight") return { hours: 0, minutes: 0 };
  const [, hour = "", minute = "0", half] = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/.exec(words) ?? [];
  const hours = Number(hour);
  const minutes = Number(minute);
  if (hour === "" || minutes > 59 || hours > (half ? 12 : 23) || (half && hours === 0)) return null;
  return { hours: half ? (hours % 12) + (half === "pm" ? 12 : 0) : hours, minutes };
}

function dayOf(day: string, time: Clock, now: number): number | null {
  if (day === "today" || day === "tonight") return onDay(now, 0, time);
  if (day === "tomorrow") return onDay(now, 1, time);
  const weekday = WEEKDAYS.indexOf(day);
  if (weekday !== -1) {
    const ahead = (weekday - new Date(now).getDay() + 7) % 7;
    const at = onDay(now, ahead, time);
    return at > now ? at : onDay(now, ahead + 7, time);
  }
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const at = new Date(year, month - 1, date, time.hours, time.minutes);
  return at.getMonth() === month - 1 && at.getDate() === date ? at.getTime() : null;
}

/** The time of day so many days after that of `now`, by the calendar. */
function onDay(now: number, days: number, { hours, minutes }: Clock): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hours, minutes).getTime();
}
