import type { Change } from "../change.ts";
import { mayPublish, roleOf } from "../hosting/rules.ts";
import type { Participant } from "../participant.ts";
import type { CallPeer, PeerChange, PeerMedia } from "../protocol.ts";
import type { Stores } from "../stores.ts";
import type { Seat } from "./store.ts";

export const SILENT: PeerMedia = { audio: false, video: false, screen: false };

/** A seat as the others see it. */
export function peerShown(stores: Stores, seat: Seat): CallPeer {
  const { peer, user, name, standing, place, generation, media, hand, joinedAt } = seat;
  return {
    ...{ id: peer, user, name, place, generation, media, hand, joinedAt },
    role: roleOf(stores, user),
    guest: standing === "guest",
    mayPublish: mayPublish(standing),
    away: seat.connection === null,
  };
}

/** Changes a seat, and says to all what they see otherwise of it now, if anything. Answers it as it then is. */
export function alter(change: Change, by: Participant | null, seat: Seat, changes: Partial<Seat>): Seat {
  const { stores } = change;
  const altered = { ...seat, ...changes };
  const set = difference(peerShown(stores, seat), peerShown(stores, altered));
  stores.seats.put(altered);
  if (Object.keys(set).length > 0) change.say(by, { type: "peer.changed", peer: seat.peer, set });
  return altered;
}

/** Whether two say the same is sent. */
export function isSameMedia(one: PeerMedia, other: PeerMedia): boolean {
  return one.audio === other.audio && one.video === other.video && one.screen === other.screen;
}

function difference(before: CallPeer, after: CallPeer): PeerChange {
  return {
    ...(before.name === after.name ? {} : { name: after.name }),
    ...(before.guest === after.guest ? {} : { guest: after.guest }),
    ...(before.place === after.place ? {} : { place: after.place }),
    ...(before.generation === after.generation ? {} : { generation: after.generation }),
    ...(isSameMedia(before.media, after.media) ? {} : { media: after.media }),
    ...(before.mayPublish === after.mayPublish ? {} : { mayPublish: after.mayPublish }),
    ...(before.hand === after.hand ? {} : { hand: after.hand }),
    ...(before.away === after.away ? {} : { away: after.away }),
  };
}
