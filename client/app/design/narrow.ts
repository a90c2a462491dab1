import { useSyncExternalStore } from "react";

/** A window like a phone's; the same as `max-md:`. */
const NARROW = "(width < 48rem)";

/** Whether the window is as narrow as a phone's now. */
export function isNarrow(): boolean {
  return window.matchMedia(NARROW).matches;
}

/** Whether the window is as narrow as a phone's, as long as the component is there. */
export function useNarrow(): boolean {
  return useSyncExternalStore(listen, isNarrow);
}

function listen(listener: () => void): () => void {
  const media = window.matchMedia(NARROW);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}
