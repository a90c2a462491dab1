/** When something that is put off may come back: the times that people mean most. */
export interface PutOff {
  id: string;
  name: string;
  /** ms since 1970. */
  until: number;
}

/** "Later today" is so many hours ahead. */
const LATER_HOURS = 3;
/** When a working day begins. */
const MORNING = 9;
/** From here on a day has no "later". */
const EVENING = 20;

/** The times one may put something off to at `now`, by the clock of whoever looks; the soonest first. */
export function putOffTimes(now: number): PutOff[] {
  const soon = new Date(now);
  soon.setHours(soon.getHours() + LATER_HOURS, 0, 0, 0);
  const today = new Date(now).getDate() === soon.getDate() && soon.getHours() <= EVENING;
  const tomorrow = { id: "tomorrow", name: "Tomorrow morning", until: morningAfter(now, 1) };
  const monday = { id: "week", name: "Next Monday", until: morningAfter(now, daysToMonday(now)) };
  const later = { id: "later", name: "Later today", until: soon.getTime() };
  const hour = { id: "hour", name: "In an hour", until: now + 3_600_000 };
  return [hour, ...(today ? [later] : []), tomorrow, ...(monday.until === tomorrow.until ? [] : [monday])];
}

function morningAfter(now: number, days: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  day.setHours(MORNING, 0, 0, 0);
  return day.getTime();
}

function daysToMonday(now: number): number {
  const weekday = new Date(now).getDay();
  return weekday === 0 ? 1 : 8 - weekday;
}
