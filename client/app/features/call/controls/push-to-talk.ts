import { useEffect, useRef } from "react";
import type { CallSession } from "../../../../sdk/call/session.ts";
import { useShortcut } from "../../shortcuts/use-command.ts";
import { KEYS } from "./keys.ts";

/** What the space bar means something to by itself. */
const PRESSABLE = "button, a, input, select, textarea, summary, [role=button], [role=menuitem], [contenteditable]";

/** Lets one be heard for as long as the space bar is held, while muted. */
export function usePushToTalk(session: CallSession, mayPublish: boolean): void {
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  useShortcut({
    keys: KEYS.speak,
    scope: "call",
    words: "Hold to speak while muted",
    offered: "keys",
    // A key that is held comes again and again: it is taken as long as one speaks.
    when: () =>
      mayPublish && (stop.current !== null || isMuted(session)) && !document.activeElement?.matches(PRESSABLE),
    run: () => {
      if (stop.current) return;
      const held = new AbortController();
      const { signal } = held;
      stop.current = () => {
        held.abort();
        stop.current = null;
        void session.local.setMicrophone(false);
      };
      const ended = () => stop.current?.();
      window.addEventListener("keyup", ({ code }) => (code === "Space" ? ended() : undefined), { signal });
      // Whoever goes elsewhere with the key held lets go of it unseen.
      window.addEventListener("blur", ended, { signal });
      void session.local.setMicrophone(true);
    },
  });
}

function isMuted(session: CallSession): boolean {
  return session.local.state.value.microphone.state === "off";
}
