/** Colours for people: told apart by eye, and dark enough for white letters on them (at least 4.5 to 1). */
const COLOURS = ["#2a6a5d", "#8a4b08", "#7a3e9d", "#1d5fa8", "#a8324a", "#4d6b12", "#9a3412", "#4a4fb5"] as const;

/** The colour of a user: always the same one, on every page and for everybody. */
export function colourOf(user: string): string {
  // FNV-1a: ids of one moment differ in a few places only, and shall not share a colour for it.
  let hash = 0x811c9dc5;
  for (let at = 0; at < user.length; at++) hash = Math.imul(hash ^ user.charCodeAt(at), 0x01000193);
  return COLOURS[(hash >>> 16) % COLOURS.length] ?? COLOURS[0];
}
