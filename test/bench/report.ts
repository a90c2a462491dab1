/** Prints what a script measured: one table, the medians of its rounds. */

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (upper + lower) / 2;
}

/** Prints rows under their headings, numbers to the right. */
export function printTable(headings: string[], rows: string[][]): void {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  console.log(line(headings));
  console.log(
    `|${widths.map((width, column) => (column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`,
  );
  for (const row of rows) console.log(line(row));
}

/** A bar and what was measured against it, in one line. Says so; never throws, for a shared machine is not a judge. */
export function printBar(what: string, measured: number, bar: number, unit: string): void {
  const verdict = measured <= bar ? "within" : "OVER";
  console.log(`${verdict}  ${what}: ${measured.toFixed(3)} ${unit} (bar ${bar} ${unit})`);
}
