import { useCallback } from "react";
import type { CommandOutcome } from "../../../sdk/queue/queue.ts";
import { useToast } from "../../design/toasts.tsx";
import { wordsForCode } from "../../words/problem.ts";

/** Answers what does something in the call, and tells in passing why it could not be done. */
export function useCallAct(): (act: Promise<CommandOutcome>) => void {
  const tell = useToast();
  return useCallback(
    (act) =>
      void act.then((outcome) => {
        if (!outcome.ok) tell({ words: wordsForCode(outcome.code, outcome.message), tone: "danger" });
      }),
    [tell],
  );
}
