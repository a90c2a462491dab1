import { useCallback, useEffect, useRef } from "react";
import type { CallSession } from "../../../../sdk/call/session.ts";
import { useToast } from "../../../design/toasts.tsx";
import { failureWords } from "./failure-words.ts";

/** Answers what shares the screen, or stops that; why it could not be shared is told with a way to try once more. */
export function useSharing(session: CallSession): () => Promise<void> {
  const tell = useToast();
  const again = useRef<() => Promise<void>>(async () => {});
  const share = useCallback(async () => {
    const { local } = session;
    if (local.state.value.screen.state === "on") return local.stopScreen();
    await local.shareScreen();
    const { state, failure } = local.state.value.screen;
    if (state !== "failed" || failure === null) return;
    const words = failureWords("screen", failure);
    tell({
      words: `${words.title}. ${words.way}`,
      ...(words.again === null ? {} : { action: { label: words.again, run: () => void again.current() } }),
    });
  }, [session, tell]);
  useEffect(() => {
    again.current = share;
  }, [share]);
  return share;
}
