/** Days as people and programs write them. */
import type { DateOrder } from "../protocol.ts";
import { CellFault, shown } from "./fault.ts";

/** Of what may be a date with a time, in UTF-16 units. */
const LONGEST = 80;
const TIME = String.raw`(?:(?:T|,?\s+(?:at\s+)?)\d{1,2}[:.]\d{2}.*)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NUMERIC = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${TIME}$`);
const DAY_NAMED = new RegExp(
  String.raw`^(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\.?[\s/-]+([a-z]{3,9})\.?,?[\s/-]+(\d{4}|\d{2})${TIME}$`,
);
const MONTH_NAMED = new RegExp(
  String.raw`^(?:[a-z]+,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${TIME}$`,
);
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH_NAMES = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/**
 * The day in `text` as `2026-11-21`: ISO 8601, year first, with the month's English name, or in numbers where only one
 * reading is possible (with dots the day comes first). A time of day is passed over, and the day taken as it is written,
 * in no time zone.
 * @throws CellFault for what is none, and for what `order` leaves open
 */
export function readDay(text: string, order: DateOrder): string {
  const wanted = text.trim();
  if (wanted.length > LONGEST) throw new CellFault(`"${shown(wanted)}" is no date`);
  const yearFirst = YEAR_FIRST.exec(wanted);
  if (yearFirst) return dayOf(wanted, yearFirst[1], yearFirst[3], yearFirst[4]);
  const compact = COMPACT.exec(wanted);
  if (compact) return dayOf(wanted, compact[1], compact[2], compact[3]);
  const numeric = NUMERIC.exec(wanted);
  if (numeric) return readNumeric(wanted, numeric, order);
  const lower = wanted.toLowerCase();
  const dayNamed = DAY_NAMED.exec(lower);
  if (dayNamed) return dayOf(wanted, dayNamed[3], monthNamed(dayNamed[2]), dayNamed[1]);
  const monthFirst = MONTH_NAMED.exec(lower);
  if (monthFirst) return dayOf(wanted, monthFirst[3], monthNamed(monthFirst[1]), monthFirst[2]);
  throw new CellFault(`"${shown(wanted)}" is no date`);
}

function readNumeric(text: string, [, first, separator, second, year]: RegExpExecArray, order: DateOrder): string {
  const [a, b] = [Number(first), Number(second)];
  const monthFirst = separator !== "." && (a === b || b > 12 || (a <= 12 && order === "month_first"));
  const dayFirst = separator === "." || a > 12 || order === "day_first";
  if (!monthFirst && !dayFirst) {
    throw new CellFault(`"${shown(text)}" may be either of two days; say whether the day or the month comes first`);
  }
  return monthFirst ? dayOf(text, year, first, second) : dayOf(text, year, second, first);
}

function monthNamed(name: string | undefined): string | undefined {
  const index = MONTHS.indexOf(name?.slice(0, 3) ?? "");
  const known = MONTH_NAMES[index]?.startsWith(name ?? "") || name === "sept";
  return known ? String(index + 1) : undefined;
}

function dayOf(text: string, year?: string, month?: string, day?: string): string {
  const [y, m, d] = [Number(year?.length === 2 ? `20${year}` : year), Number(month), Number(day)];
  const date = new Date(Date.UTC(y, m - 1, d));
  if (date.getUTCFullYear() !== y || date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d || y < 1900) {
    throw new CellFault(`"${shown(text)}" is no date`);
  }
  return date.toISOString().slice(0, 10);
}
