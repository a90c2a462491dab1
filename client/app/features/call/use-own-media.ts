import { useObserved } from "../../../react/observed.ts";
import type { LocalState } from "../../../sdk/call/local.ts";
import type { CallSession } from "../../../sdk/call/session.ts";

/** What one sends oneself, or tries out, and why not. */
export function useOwnMedia(session: CallSession): LocalState {
  return useObserved(session.local.state);
}
