import { dayAfter } from "../../../words/dates.ts";

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const near = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const far = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeZone: "UTC" });
const minute = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

/** A day as it parts a conversation: `Today`, `Yesterday`, `Friday, 20 November`; with its year where that is another. */
export function dayWords(day: string, today: string): string {
  if (day === today) return capital(relative.format(0, "day"));
  if (day === dayAfter(today, -1)) return capital(relative.format(-1, "day"));
  return (day.slice(0, 4) === today.slice(0, 4) ? near : far).format(new Date(`${day}T00:00:00Z`));
}

/** The time of day of `at`, in ms since 1970. */
export function minuteOf(at: number): string {
  return minute.format(new Date(at));
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
