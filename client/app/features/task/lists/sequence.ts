/** Behind which of its list a row is put that is let go above or below another; null for first. */
export function behindBeside(
  ids: readonly string[],
  row: string,
  beside: string,
  edge: "above" | "below",
): string | null {
  if (edge === "below") return beside;
  const others = ids.filter((id) => id !== row);
  return others[others.indexOf(beside) - 1] ?? null;
}

/** The same for one step up or down; undefined where there is no step to take. */
export function behindAfterStep(ids: readonly string[], row: string, by: -1 | 1): string | null | undefined {
  const at = ids.indexOf(row);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ids.length) return undefined;
  const others = ids.filter((id) => id !== row);
  return others[to - 1] ?? null;
}
