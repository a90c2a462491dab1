import type { CallPeer, CallSnapshot } from "../../../durable-objects/call/protocol.ts";
import type { CallState, LinkQuality, LinkState, ShownPeer, Stage } from "./state.ts";
import type { OwnSeat } from "./stay.ts";

/** All that a call is shown by. */
export interface Seen {
  snapshot: CallSnapshot;
  stage: Stage;
  seat: OwnSeat | null;
  linkOf: (peer: string) => LinkState | null;
  qualityOf: (peer: string) => LinkQuality | null;
  speaking: ReadonlySet<string>;
}

const WORST: readonly LinkQuality[] = ["poor", "fair", "good"];

/** Shows a call; who looks the same as `before` is the same object, and so is a call that does. */
export function shownCall(seen: Seen, before: CallState | null): CallState {
  const { snapshot, stage, seat } = seen;
  const peers = snapshot.peers.map((peer) => kept(shownPeer(peer, seen), before));
  const me = peers.find(({ self }) => self) ?? null;
  const state: CallState = {
    call: snapshot.call,
    settings: snapshot.settings,
    stage,
    peers: before && isSameList(before.peers, peers) ? before.peers : peers,
    me,
    full: (seat?.full ?? false) && me?.place === "watching",
    knocks: snapshot.knocks,
    rings: snapshot.rings,
    mayHost: me !== null && (snapshot.mayHost || me.role !== "peer"),
    waits: snapshot.waits,
  };
  return before && isSame(before, state) ? before : state;
}

function shownPeer(peer: CallPeer, { seat, linkOf, qualityOf, speaking, snapshot }: Seen): ShownPeer {
  const self = peer.id === seat?.peer;
  const link = self ? "none" : linkShown(peer, linkOf(peer.id));
  const quality = self ? worst(snapshot.peers.map(({ id }) => qualityOf(id))) : qualityOf(peer.id);
  return { ...peer, self, link, quality, speaking: peer.media.audio && speaking.has(peer.id) };
}

/** One whose socket is gone is on the way back, or gone for good; what they send may come all the while. */
function linkShown({ away }: CallPeer, link: LinkState | null): LinkState {
  return link !== null && away ? "reconnecting" : (link ?? "none");
}

function worst(qualities: readonly (LinkQuality | null)[]): LinkQuality | null {
  return WORST.find((quality) => qualities.includes(quality)) ?? null;
}

function kept(peer: ShownPeer, before: CallState | null): ShownPeer {
  const known = before?.peers.find(({ id }) => id === peer.id);
  return known && isSame(known, peer) ? known : peer;
}

function isSameList<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

/** Whether two have the same parts; what the room told is compared as told. */
function isSame<Shown extends object>(one: Shown, other: Shown): boolean {
  const values: ReadonlyMap<string, unknown> = new Map(Object.entries(other));
  return Object.entries(one).every(([key, value]) => Object.is(value, values.get(key)));
}
