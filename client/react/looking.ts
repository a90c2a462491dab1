import { useSyncExternalStore } from "react";

/** Whether somebody looks at this window now: it is in sight, and has the focus. */
export function useLooking(): boolean {
  return useSyncExternalStore(listen, isLooking);
}

function isLooking(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

function listen(listener: () => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener("focus", listener, { signal });
  window.addEventListener("blur", listener, { signal });
  document.addEventListener("visibilitychange", listener, { signal });
  return () => listening.abort();
}
