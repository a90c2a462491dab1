/** What stands for no time zone, where nobody said theirs. Whoever means it chooses {@link UTC}. */
export const UNSAID_ZONE = "UTC";
const UTC = "Etc/UTC";

/** The time zone this browser goes by. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Every time zone one can choose, `chosen` among them. */
export function timeZones(chosen: string): readonly string[] {
  const known = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== UNSAID_ZONE);
  return [...new Set([...known, UTC, chosen])].toSorted();
}

/** A time zone as it is read: `Europe/Berlin` as Europe, Berlin. */
export function zoneInWords(zone: string): string {
  if (zone === UNSAID_ZONE || zone === UTC) return "UTC";
  return zone.replaceAll("_", " ").replaceAll("/", " / ");
}
