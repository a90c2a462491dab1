let running = 0;

/**
 * Loads a part of the app that nobody waits for. One that cannot be had now is no loss, and no reason to begin the page
 * anew: it is tried again by whoever wants it.
 */
export async function loadAhead<Part>(load: () => Promise<Part>): Promise<Part> {
  running += 1;
  try {
    return await load();
  } finally {
    running -= 1;
  }
}

/** True while parts are loaded that nobody waits for. */
export function isLoadingAhead(): boolean {
  return running > 0;
}
