import type { ShownPeer } from "../../../../sdk/call/state.ts";

/** One picture of a call: someone, or what they share. */
export interface Tile {
  /** Stays the same while it is there. */
  id: string;
  kind: "person" | "screen";
  peer: ShownPeer;
}

/** The name of the picture of what somebody shares. */
export function screenOf(peer: string): string {
  return `${peer}:screen`;
}

/**
 * The pictures there are: everyone on stage in the order in which they came, oneself last, and before them what is shared.
 * What one shares oneself is on one's own screen already. Whoever is alone sees themselves in any case.
 */
export function tilesOf(peers: readonly ShownPeer[], self: "shown" | "hidden"): Tile[] {
  const onStage = peers.filter(({ place }) => place === "stage");
  const others = onStage.filter((peer) => !peer.self);
  const own = onStage.filter((peer) => peer.self && (self === "shown" || others.length === 0));
  const screens = others.filter(({ media }) => media.screen);
  return [
    ...screens.map((peer): Tile => ({ id: screenOf(peer.id), kind: "screen", peer })),
    ...[...others, ...own].map((peer): Tile => ({ id: peer.id, kind: "person", peer })),
  ];
}

/** What decides which picture is large. */
interface Looking {
  view: "grid" | "speaker";
  /** Whom one has fixed, if anybody. */
  pinned: string | null;
  /** Who speaks, or spoke last. */
  speaker: string | null;
}

/** Which of them is large: what one has fixed, what is shared, or who speaks where one wants that; null for none. */
export function mainOf(tiles: readonly Tile[], { view, pinned, speaker }: Looking): Tile | null {
  const find = (id: string | null) => tiles.find((tile) => tile.id === id) ?? null;
  const screen = tiles.find(({ kind }) => kind === "screen") ?? null;
  const chosen = find(pinned) ?? screen;
  if (chosen || view === "grid") return chosen;
  return find(speaker) ?? tiles.find(({ peer }) => !peer.self) ?? tiles[0] ?? null;
}
