import { useEffect, useRef } from "react";
import type { Message } from "../../../../durable-objects/conversation/protocol.ts";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";

interface GoalParts {
  /** The message somebody has come for. */
  goal: string | null;
  /** Shows the messages around one; null while that cannot be asked for. */
  show: ((message: string) => Promise<Message>) | null;
  /** What was found, and may stand elsewhere. */
  onFound: (message: Message) => void;
  /** It is not to be had; that is told already. */
  onMissing: () => void;
}

/** Brings the messages around the one that somebody has come for, and says so where there is none. */
export function useGoal({ goal, show, onFound, onMissing }: GoalParts): void {
  const tell = useToast();
  const after = useRef({ onFound, onMissing });
  useEffect(() => {
    after.current = { onFound, onMissing };
  }, [onFound, onMissing]);
  useEffect(() => {
    if (goal === null || show === null) return;
    let here = true;
    show(goal).then(
      (message) => (here ? after.current.onFound(message) : undefined),
      (cause: unknown) => {
        if (!here) return;
        tell({ words: `The message you came for is not to be had. ${wordsFor(cause)}`, tone: "danger" });
        after.current.onMissing();
      },
    );
    return () => {
      here = false;
    };
  }, [goal, show, tell]);
}
