/** Colours for people: told apart by eye, and dark enough for white letters on them (at least 4.5 to 1). */
const COLOURS = ["#2a6a5d", "#8a4b08", "#7a3e9d", "#1d5fa8", "#a8324a", "#4d6b12", "#9a3412", "#4a4fb5"] as const;

/** A colour for whatever has an id: always the same one, on every page and for everybody. */
export function colourOf(id: string): string {
  return COLOURS[indexOf(id)] ?? COLOURS[0];
}

/**
 * Colours that tell people apart, by id. Each takes the one that {@link colourOf} names, or else the next that nobody
 * before them has taken; so those who come later change nobody's. When all are taken, people share.
 */
export function coloursOf(ids: Iterable<string>): ReadonlyMap<string, string> {
  const colours = new Map<string, string>();
  const free = new Set<string>(COLOURS);
  for (const id of ids) {
    const at = indexOf(id);
    const wanted = [...COLOURS.slice(at), ...COLOURS.slice(0, at)];
    const colour = wanted.find((each) => free.has(each)) ?? colourOf(id);
    free.delete(colour);
    colours.set(id, colour);
  }
  return colours;
}

function indexOf(id: string): number {
  // FNV-1a: ids of one moment differ in a few places only, and shall not share a colour for it.
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 16) % COLOURS.length;
}
