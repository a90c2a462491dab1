import { type ComponentType, lazy, useEffect, useRef } from "react";

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

/**
 * Loads, once the page is shown, what it may need at once later, and without a network: what opens by an act. The same
 * functions each time.
 */
export function useLoadedAhead(...parts: readonly (() => Promise<unknown>)[]): void {
  const first = useRef(parts);
  useEffect(() => {
    void Promise.allSettled(first.current.map(loadAhead));
  }, []);
}

/** A component that comes right after its page, which does without it where it cannot be had. */
export function later<Props extends object = object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await loadAhead(load).catch((): ComponentType<Props> => Absent) }));
}

function Absent() {
  return null;
}
