import { Crown, EyeOff, Hand, type LucideIcon, MicOff, MonitorX, Shield, ShieldOff, UserMinus } from "lucide-react";
import type { ShownPeer } from "../../../../sdk/call/state.ts";
import { selfView } from "../choices.ts";
import { useShownCall } from "../open-call.tsx";
import { useCallAct } from "../use-call-act.ts";
import { removing } from "./removing.ts";

/** What can be done about one who is in the call. */
export interface PersonAct {
  words: string;
  icon: LucideIcon;
  danger?: boolean;
  run: () => void;
}

/** What one may do about `peer`: oneself leaves one's own picture out, and whoever runs the call may do more. */
export function usePersonActs(peer: ShownPeer): PersonAct[] {
  const { session, state } = useShownCall();
  const act = useCallAct();
  if (peer.self) {
    return [{ words: "Hide my picture from me", icon: EyeOff, run: () => selfView.set("hidden") }];
  }
  if (!state.mayHost) return [];
  const acts: PersonAct[] = [];
  if (peer.media.audio) acts.push({ words: "Mute", icon: MicOff, run: () => act(session.mute(peer.id)) });
  if (peer.media.screen) {
    acts.push({ words: "Stop their sharing", icon: MonitorX, run: () => act(session.stopScreenOf(peer.id)) });
  }
  if (peer.hand !== null) {
    acts.push({ words: "Lower their hand", icon: Hand, run: () => act(session.lowerHand(peer.id)) });
  }
  if (peer.role === "peer" && !peer.guest) {
    acts.push({ words: "Make a co-host", icon: Shield, run: () => act(session.makeCohost(peer.id)) });
  }
  if (peer.role === "cohost") {
    acts.push({ words: "Make a co-host no more", icon: ShieldOff, run: () => act(session.unmakeCohost(peer.id)) });
  }
  if (peer.role !== "host") {
    acts.push({
      words: "Remove from the call…",
      icon: UserMinus,
      danger: true,
      run: () => removing.set({ peer: peer.id, name: peer.name }),
    });
  }
  return acts;
}

/** How somebody's part in the call is shown, beside their name. */
export const ROLE_SIGNS = {
  host: { icon: Crown, words: "Host" },
  cohost: { icon: Shield, words: "Co-host" },
  peer: null,
} as const;
