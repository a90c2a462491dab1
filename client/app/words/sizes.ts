const STEPS = ["kilobyte", "megabyte", "gigabyte"] as const;
const SMALL = new Intl.NumberFormat(undefined, { style: "unit", unit: "byte", unitDisplay: "narrow" });

/** How large a file is, as file managers say it: `340 kB`, `2.1 MB`. */
export function sizeInWords(bytes: number): string {
  let size = bytes;
  let unit: (typeof STEPS)[number] | null = null;
  for (const step of STEPS) {
    if (size < 1_000) break;
    size /= 1_000;
    unit = step;
  }
  if (unit === null) return SMALL.format(bytes);
  const digits = size < 10 && unit !== "kilobyte" ? 1 : 0;
  return new Intl.NumberFormat(undefined, { style: "unit", unit, maximumFractionDigits: digits }).format(size);
}
