const FIRST_DELAY_MS = 500;
export const LONGEST_DELAY_MS = 20_000;

/**
 * How long to wait before the attempt that follows `failures` failures in a row, in ms: doubling from 500 ms up to 20 s,
 * of which half is left to chance, so that the clients of a restarted server do not all return at once.
 * @param random answers a number in [0, 1)
 */
export function backoffMs(failures: number, random: () => number): number {
  if (failures <= 0) return 0;
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
  return ceiling * (0.5 + 0.5 * random());
}
