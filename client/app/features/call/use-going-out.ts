import { useEffect, useRef } from "react";
import { useObserved } from "../../../react/observed.ts";
import type { Stage } from "../../../sdk/call/state.ts";
import { useAnnounce } from "../../design/announcer.tsx";
import { useToast } from "../../design/toasts.tsx";
import { closeCall, type OpenCall } from "./calling.ts";
import { pinned } from "./choices.ts";
import { forgetSeat } from "./kept-seat.ts";
import { useIsOnPage } from "./use-is-on-page.ts";

/** Why one is in the call no more. */
const WORDS: Partial<Record<Stage, string>> = {
  ended: "The call has ended.",
  removed: "You were removed from the call.",
  taken_over: "The call has moved to another page of yours.",
  refused: "You were not let into the call.",
};

/** Once one is in the call no more, or did not come back into it after a reload: lets go of it where nobody looks at its page. */
export function useGoingOut(open: OpenCall): void {
  const { session } = open;
  const stage = useObserved(session.state)?.stage ?? "outside";
  const isReturning = useObserved(open.returning);
  const isHeld = isReturning || stage === "joined" || stage === "knocking";
  const isOnPage = useIsOnPage(open);
  const tell = useToast();
  const announce = useAnnounce();
  const wasHeld = useRef(isHeld);
  useEffect(() => {
    const isOut = wasHeld.current && !isHeld;
    wasHeld.current = isHeld;
    if (!isOut) return;
    forgetSeat();
    pinned.set(null);
    const words = WORDS[stage];
    if (isOnPage) {
      // Its page shows so; whoever hears it is told.
      if (words) announce(words);
      return;
    }
    if (words) tell({ words });
    closeCall();
  }, [isHeld, stage, isOnPage, tell, announce]);
}
