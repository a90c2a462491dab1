import { useCallback, useRef } from "react";
import { newKey } from "../../../sdk/id.ts";

/**
 * Answers the key under which something is made: the same for as long as the same is asked for, so that an attempt whose
 * answer was lost is made again and makes one thing only. `done` ends that.
 */
export function useAttempt(): { keyOf: (wanted: string) => string; done: () => void } {
  const attempt = useRef<{ wanted: string; key: string } | null>(null);
  const keyOf = useCallback((wanted: string) => {
    if (attempt.current?.wanted !== wanted) attempt.current = { wanted, key: newKey() };
    return attempt.current.key;
  }, []);
  const done = useCallback(() => {
    attempt.current = null;
  }, []);
  return { keyOf, done };
}
