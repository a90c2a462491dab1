const utc = { timeZone: "UTC" } as const;
const month = new Intl.DateTimeFormat(undefined, { ...utc, month: "long", year: "numeric" });
const whole = new Intl.DateTimeFormat(undefined, { ...utc, weekday: "long", day: "numeric", month: "long" });
const weekday = new Intl.DateTimeFormat(undefined, { ...utc, weekday: "short" });
const short = new Intl.DateTimeFormat(undefined, { ...utc, day: "numeric", month: "short" });

const at = (day: string) => new Date(`${day}T00:00:00Z`);

/** `November 2026`. */
export const monthName = (day: string): string => month.format(at(day));
/** `Saturday, 21 November`. */
export const wholeDay = (day: string): string => whole.format(at(day));
/** `Sat`. */
export const weekdayName = (day: string): string => weekday.format(at(day));
/** `16 – 22 Nov`, from the first to the last of some days. */
export const daysName = (first: string, last: string): string => short.formatRange(at(first), at(last));
