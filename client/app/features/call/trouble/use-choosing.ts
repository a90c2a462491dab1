import { useCallback } from "react";
import type { DeviceKind } from "../../../../sdk/call/local.ts";
import type { CallSession } from "../../../../sdk/call/session.ts";
import { useToast } from "../../../design/toasts.tsx";
import { failureWords } from "./failure-words.ts";

/** Answers what has another device used, an empty one being the browser's choice; why it cannot be is told in passing. */
export function useChoosing(session: CallSession): (kind: DeviceKind, device: string) => void {
  const tell = useToast();
  return useCallback(
    (kind, device) =>
      void session.local.choose(kind, device === "" ? null : device).then((failure) => {
        // Of one that is used no other way the page says so itself, as long as it fails.
        if (failure === null || kind === "speaker" || session.local.state.value[kind].state === "failed") return;
        const { title, way } = failureWords(kind, failure);
        tell({ words: `${title}. ${way}`, tone: "danger" });
      }),
    [session, tell],
  );
}
