import { useCallback } from "react";
import type { CommandOutcome } from "../../../sdk/queue/queue.ts";
import { useToast } from "../../design/toasts.tsx";
import { wordsForCode } from "../../words/problem.ts";

/** Answers what takes the outcome of something asked of the inbox, and tells in passing why it was refused. */
export function useAsked(): (outcome: Promise<CommandOutcome> | undefined) => void {
  const tell = useToast();
  return useCallback(
    (outcome) => {
      void outcome?.then((came) => {
        if (!came.ok) tell({ words: wordsForCode(came.code, came.message), tone: "danger" });
      });
    },
    [tell],
  );
}
