import { useCallback, useState } from "react";
import { wordsFor } from "../words/problem.ts";

/** Something the user started: whether it is under way, and in words what went wrong the last time. */
export interface Act<Arguments extends unknown[]> {
  busy: boolean;
  problem: string | null;
  run: (...args: Arguments) => Promise<void>;
}

/** Runs `work` on demand, one at a time; what it throws becomes words. Keep `work` stable. */
export function useAct<Arguments extends unknown[]>(work: (...args: Arguments) => Promise<unknown>): Act<Arguments> {
  const [state, setState] = useState<{ busy: boolean; problem: string | null }>({ busy: false, problem: null });
  const run = useCallback(
    async (...args: Arguments) => {
      setState({ busy: true, problem: null });
      try {
        await work(...args);
        setState({ busy: false, problem: null });
      } catch (cause) {
        setState({ busy: false, problem: wordsFor(cause) });
      }
    },
    [work],
  );
  return { ...state, run };
}
