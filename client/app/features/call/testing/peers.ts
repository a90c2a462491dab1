import type { ShownPeer } from "../../../../sdk/call/state.ts";

/** Somebody in a call, for tests of what is made of them. */
export function aPeer(id: string, more: Partial<ShownPeer> = {}): ShownPeer {
  return {
    id,
    user: id,
    name: id,
    role: "peer",
    guest: false,
    place: "stage",
    generation: 0,
    media: { audio: true, video: true, screen: false },
    mayPublish: true,
    hand: null,
    away: false,
    joinedAt: 0,
    self: false,
    link: "connected",
    quality: null,
    speaking: false,
    ...more,
  };
}
