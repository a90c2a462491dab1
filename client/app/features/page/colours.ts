/** Colours for people: told apart by eye, and dark enough for white letters on them (at least 4.5 to 1). */
const COLOURS = ["#2a6a5d", "#8a4b08", "#7a3e9d", "#1d5fa8", "#a8324a", "#4d6b12", "#9a3412", "#4a4fb5"] as const;

/** The colour of a user: always the same one, on every page and for everybody. */
export function colourOf(user: string): string {
  let sum = 0;
  for (const unit of user) sum = (sum * 31 + (unit.codePointAt(0) ?? 0)) >>> 0;
  return COLOURS[sum % COLOURS.length] ?? COLOURS[0];
}
