import { useCallback, useEffect, useRef } from "react";

/** What is written is kept once the hand rests so long, in ms, and in any case when it goes elsewhere. */
const RESTS_MS = 250;

interface Resting {
  begin: () => void;
  stop: () => void;
  /** Whether something was begun and does not rest yet. */
  isWaiting: () => boolean;
}

/** Runs `rest` when nothing was begun for a moment, when the page goes, and when the component does. */
export function useResting(rest: () => void): Resting {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const stop = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
  }, []);
  const now = useCallback(() => {
    if (timer.current === undefined) return;
    stop();
    rest();
  }, [rest, stop]);
  const begin = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(now, RESTS_MS);
  }, [now]);
  useEffect(() => {
    window.addEventListener("pagehide", now);
    return () => {
      window.removeEventListener("pagehide", now);
      now();
    };
  }, [now]);
  const isWaiting = useCallback(() => timer.current !== undefined, []);
  return { begin, stop, isWaiting };
}
