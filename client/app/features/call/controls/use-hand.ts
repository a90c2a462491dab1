import { useShownCall } from "../open-call.tsx";
import { useCallAct } from "../use-call-act.ts";

/** Whether one's own hand is up, and what raises or lowers it. */
export function useHand(): { isUp: boolean; toggle: () => void } {
  const { session, state } = useShownCall();
  const act = useCallAct();
  const isUp = state.me !== null && state.me.hand !== null;
  return { isUp, toggle: () => act(isUp ? session.lowerHand() : session.raiseHand()) };
}
