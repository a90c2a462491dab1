const MOST = 1_000_000;

/**
 * The number that was typed, with a point or a comma; null for none, undefined for what is no number. With `least`, none
 * below that is one, nor any above a million.
 */
export function numberTyped(text: string, least?: number): number | null | undefined {
  if (text.trim() === "") return null;
  const number = Number(text.trim().replace(",", "."));
  if (!Number.isFinite(number)) return undefined;
  return least !== undefined && (number < least || number > MOST) ? undefined : number;
}

/** What to say of text that is no such number. */
export function numberWanted(least?: number): string {
  return least === undefined ? "Use a number." : `Use a number from ${least} to ${MOST.toLocaleString()}.`;
}
