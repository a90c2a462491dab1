import { createContext, use } from "react";
import type { CallSession } from "../../../sdk/call/session.ts";
import type { CallState, ShownPeer } from "../../../sdk/call/state.ts";

/** The call that is shown, and who one is in it. */
export interface ShownCall {
  workspace: string;
  session: CallSession;
  state: CallState;
  /** What it is called. */
  name: string;
}

export const ShownCallContext = createContext<ShownCall | null>(null);

/** The call that is shown. @throws Error outside of one */
export function useShownCall(): ShownCall {
  const call = use(ShownCallContext);
  if (!call) throw new Error("no call is shown");
  return call;
}

/** What one is called in sight of oneself and of the others. */
export function calledHere(peer: Pick<ShownPeer, "name" | "self">): string {
  return peer.self ? `${peer.name} (you)` : peer.name;
}
