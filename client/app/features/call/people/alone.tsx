import { useShownCall } from "../open-call.tsx";
import { InviteButtons } from "./invite.tsx";

/** For whoever is in the call and nobody else: how others come. */
export function Alone() {
  const { state } = useShownCall();
  if (state.peers.length !== 1 || state.me === null) return null;
  const isRinging = state.rings.some(({ state: now }) => now === "ringing");
  return (
    <div className="flex flex-wrap items-center justify-center gap-3 py-1">
      <p role="status" className="text-quiet">
        {isRinging ? "The others are being called…" : "Nobody else is here yet."}
      </p>
      <InviteButtons />
    </div>
  );
}
