/**
 * Days as the board has them, `2026-11-21`, in no time zone. They are counted in UTC, where every day has the same
 * length, and never become a moment anywhere else.
 */
import { dayAfter } from "../../../words/dates.ts";

const WEEK = 7;

/** The same day of the month so many months on; the last of a month that is too short for it. */
export function addMonths(day: string, count: number): string {
  const { year, month, date } = partsOf(day);
  const lastOfMonth = new Date(Date.UTC(year, month + count + 1, 0)).getUTCDate();
  return dayAt(Date.UTC(year, month + count, Math.min(date, lastOfMonth)));
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: string): number {
  return new Date(momentOf(day)).getUTCDay() || WEEK;
}

/** The first of a day's month. */
export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The days of the week that `day` is in, for whom weeks begin on `first` (1 for Monday). */
export function weekOf(day: string, first: number): string[] {
  const start = dayAfter(day, -((weekdayOf(day) - first + WEEK) % WEEK));
  return Array.from({ length: WEEK }, (_, index) => dayAfter(start, index));
}

/** The weeks in which a day's month has days: the days of other months at its ends among them. */
export function weeksOfMonth(day: string, first: number): string[][] {
  const month = monthOf(day);
  const next = addMonths(month, 1);
  const weeks: string[][] = [];
  for (
    let week = weekOf(month, first);
    (week[0] ?? next) < next;
    week = weekOf(dayAfter(week[0] ?? next, WEEK), first)
  ) {
    weeks.push(week);
  }
  return weeks;
}

/** Where weeks begin on which day: what `Intl` of older browsers does not say. All others begin on Monday. */
const SUNDAY_FIRST = new Set(
  "AG AS AU BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW".split(
    " ",
  ),
);
const SATURDAY_FIRST = new Set("AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY".split(" "));

/** What browsers know of a locale's weeks: newer ones by a method, some before them by a property. */
interface KnowsWeeks {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
}

/** The day on which weeks begin where `language` (`en-GB`) is spoken: 1 for Monday. */
export function firstWeekday(language: string): number {
  const locale: Intl.Locale & KnowsWeeks = new Intl.Locale(language);
  const known = locale.getWeekInfo?.() ?? locale.weekInfo;
  return known?.firstDay ?? usualFirstWeekday(locale.maximize().region ?? "");
}

/** The day on which weeks begin in a region (`GB`), where the browser does not know. */
export function usualFirstWeekday(region: string): number {
  if (SUNDAY_FIRST.has(region)) return 7;
  return SATURDAY_FIRST.has(region) ? 6 : 1;
}

function partsOf(day: string): { year: number; month: number; date: number } {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return { year, month: month - 1, date };
}

function momentOf(day: string): number {
  const { year, month, date } = partsOf(day);
  return Date.UTC(year, month, date);
}

function dayAt(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
