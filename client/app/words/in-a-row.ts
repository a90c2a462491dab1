const row = new Intl.ListFormat("en", { type: "conjunction" });

/** Names as they are said one after the other: `Ada, Bo, and Cy`. */
export function inARow(names: readonly string[]): string {
  return row.format(names);
}
