/** How the waits between tries of one thing grow, in ms. */
export interface Backoff {
  firstMs: number;
  longestMs: number;
}

/**
 * The wait in ms before try number `attempts + 1`, after `attempts` failures (1 or more): doubling from `firstMs` to
 * `longestMs`, of which a random half is taken off, so that many who failed together do not return together.
 * `random` answers a number in [0, 1).
 */
export function backoffMs(backoff: Backoff, attempts: number, random: () => number): number {
  // 2^30 times a millisecond is already twelve days; beyond it the power would only overflow.
  const full = Math.min(backoff.longestMs, backoff.firstMs * 2 ** Math.min(attempts - 1, 30));
  return Math.round(full * (1 - random() / 2));
}
