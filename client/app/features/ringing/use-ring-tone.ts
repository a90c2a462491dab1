import { useEffect } from "react";
import { maySound, startRinging } from "./ring-tone.ts";

/** Of several pages of one browser, whichever holds this sounds. */
const LOCK = "ensemble:ring";

/** Sounds while `isRinging`, in one of the pages that are open. */
export function useRingTone(isRinging: boolean): void {
  useEffect(() => {
    if (!isRinging || !maySound()) return;
    const over = new AbortController();
    const { signal } = over;
    const sounding = async () => {
      if (signal.aborted) return;
      const stop = startRinging();
      await new Promise((done) => signal.addEventListener("abort", done, { once: true }));
      stop();
    };
    // A page that came without encryption has no locks; and what is given up while it waits is no failure.
    if ("locks" in navigator) void navigator.locks.request(LOCK, { signal }, sounding).catch(() => {});
    else void sounding();
    return () => over.abort();
  }, [isRinging]);
}
