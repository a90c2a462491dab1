import { useEffect, useRef } from "react";
import { useObserved } from "../../../react/observed.ts";
import { useToast } from "../../design/toasts.tsx";
import { wordsForCode } from "../../words/problem.ts";
import { useOpenConversation } from "./open-conversation.tsx";

/** Tells, once each, what the room would not do: also what an earlier page had asked, for which nobody waits any more. */
export function RefusalsTold() {
  const { room } = useOpenConversation();
  const refusals = useObserved(room.refusals);
  const tell = useToast();
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, code, message } of refusals) {
      if (told.current.has(id)) continue;
      told.current.add(id);
      tell({ words: wordsForCode(code, message), tone: "danger" });
      room.dismiss(id);
    }
  }, [refusals, tell, room]);
  return null;
}
