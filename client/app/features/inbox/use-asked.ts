import { useCallback } from "react";
import type { CommandOutcome } from "../../../sdk/queue/queue.ts";
import { useToast } from "../../design/toasts.tsx";
import { NO_INBOX_YET } from "../../words/inbox.ts";
import { wordsForCode } from "../../words/problem.ts";

/**
 * Answers what takes the outcome of something asked of the inbox, undefined where that is not open yet, and tells in passing
 * why nothing came of it.
 */
export function useAsked(): (outcome: Promise<CommandOutcome> | undefined) => void {
  const tell = useToast();
  return useCallback(
    (outcome) => {
      if (!outcome) return tell({ words: NO_INBOX_YET, tone: "danger" });
      void outcome.then((came) => {
        if (!came.ok) tell({ words: wordsForCode(came.code, came.message), tone: "danger" });
      });
    },
    [tell],
  );
}
