import type { Preferences } from "../../../../durable-objects/inbox/protocol.ts";

/** Whether somebody wants it quiet at `now`, in ms since 1970: between two times of day in their zone, over midnight too. */
export function isQuiet({ quietHours, timeZone }: Pick<Preferences, "quietHours" | "timeZone">, now: number): boolean {
  if (quietHours === null) return false;
  const { from, to } = quietHours;
  const clock = clockAt(now, timeZone);
  return from <= to ? from <= clock && clock < to : from <= clock || clock < to;
}

function clockAt(now: number, timeZone: string): string {
  const form = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  return new Intl.DateTimeFormat("en-GB", form).format(now);
}
