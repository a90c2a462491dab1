import type { ShownPeer } from "../../../../sdk/call/state.ts";

/** Those whose hand is up first, in the order in which they raised it; then who runs the call, then all as they came. */
export function inOrder(peers: readonly ShownPeer[]): ShownPeer[] {
  return peers.toSorted((a, b) => {
    if (a.hand !== null || b.hand !== null) {
      return (a.hand ?? Number.POSITIVE_INFINITY) - (b.hand ?? Number.POSITIVE_INFINITY);
    }
    return RANKS[a.role] - RANKS[b.role] || a.joinedAt - b.joinedAt;
  });
}

const RANKS = { host: 0, cohost: 1, peer: 2 } as const;
