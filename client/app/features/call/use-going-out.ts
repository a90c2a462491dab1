import { useEffect, useRef } from "react";
import { useObserved } from "../../../react/observed.ts";
import type { Stage } from "../../../sdk/call/state.ts";
import { useToast } from "../../design/toasts.tsx";
import { closeCall, type OpenCall } from "./calling.ts";
import { pinned } from "./choices.ts";
import { forgetSeat } from "./kept-seat.ts";
import { useIsOnPage } from "./use-is-on-page.ts";

/** Why one is in the call no more, where its own page does not say so. */
const WORDS: Partial<Record<Stage, string>> = {
  ended: "The call has ended.",
  removed: "You were removed from the call.",
  taken_over: "The call has moved to another page of yours.",
  refused: "You were not let into the call.",
};

/** Once one is in the call no more: lets go of it where nobody looks at its page. */
export function useGoingOut(open: OpenCall): void {
  const { session } = open;
  const stage = useObserved(session.state)?.stage ?? "outside";
  const isOnPage = useIsOnPage(open);
  const tell = useToast();
  const before = useRef(stage);
  useEffect(() => {
    const was = before.current;
    before.current = stage;
    const isHeld = stage === "joined" || stage === "knocking";
    if (isHeld || (was !== "joined" && was !== "knocking")) return;
    forgetSeat();
    pinned.set(null);
    if (isOnPage) return;
    const words = WORDS[stage];
    if (words) tell({ words });
    closeCall();
  }, [stage, isOnPage, tell]);
}
