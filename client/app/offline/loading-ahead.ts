let running = 0;

/**
 * Loads parts of the app before anyone wants them. One that cannot be had now is no loss, and is tried again by whoever
 * wants it.
 */
export async function loadAhead(loads: readonly (() => Promise<unknown>)[]): Promise<void> {
  running += 1;
  await Promise.allSettled(loads.map((load) => load()));
  running -= 1;
}

/** True while parts are loaded that nobody waits for. */
export function isLoadingAhead(): boolean {
  return running > 0;
}
