/** Days and times of day in a user's time zone. */

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether this is the name of a time zone that the runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What calendar and clock show in a zone at a time: `2026-11-21` and `09:00`. */
export function localOf(time: number, zone: string): { day: string; clock: string } {
  const shown = new Date(asUtc(time, zone)).toISOString();
  return { day: shown.slice(0, 10), clock: shown.slice(11, 16) };
}

/**
 * When a clock in a zone shows a time of a day, in ms since 1970. Of a time that a change of the clock leaves out, when it
 * would have been; of one that it brings twice, the first.
 */
export function timeAt(day: string, clock: string, zone: string): number {
  const wanted = Date.parse(`${day}T${clock}:00Z`);
  const candidates = [DAY_MS, 0, -DAY_MS].map((ahead) => wanted - (asUtc(wanted - ahead, zone) - (wanted - ahead)));
  const exact = candidates.filter((time) => asUtc(time, zone) === wanted);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
}

/** When a clock in a zone next shows a time of day, after `now`. */
export function nextTimeAt(clock: string, zone: string, now: number): number {
  for (let ahead = 0; ; ahead += 1) {
    const time = timeAt(localOf(now + ahead * DAY_MS, zone).day, clock, zone);
    if (time > now) return time;
  }
}

/** Whether a clock in a zone shows a time between two, of which the second may be on the next day. */
export function isWithin({ from, to }: { from: string; to: string }, zone: string, now: number): boolean {
  const { clock } = localOf(now, zone);
  return from <= to ? from <= clock && clock < to : clock >= from || clock < to;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock in the zone shows at a time, as if it were UTC. */
function asUtc(time: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(time)) parts[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, format);
  return format;
}
