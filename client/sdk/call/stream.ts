import {
  type CallCommand,
  type CallPeer,
  CallRoomEvent,
  CallSnapshot,
  type Knock,
  type PeerChange,
  type Ring,
} from "../../../durable-objects/call/protocol.ts";
import type { Room } from "../room/room.ts";
import type { StreamDesign } from "../room/stream.ts";

export type CallRoom = Room<CallSnapshot, CallRoomEvent, CallCommand, CallSnapshot>;

/** A call's `room` stream. It is not kept in the browser: who is in a call is of this moment. */
export const callStream: StreamDesign<CallSnapshot, CallRoomEvent, CallSnapshot> = {
  part: CallSnapshot,
  whole: ([only]) => only,
  event: CallRoomEvent,
  apply: (state, event) => ({ ...state, ...change(state, event) }),
};

function change(state: CallSnapshot, event: CallRoomEvent): Partial<CallSnapshot> {
  switch (event.type) {
    case "call.changed":
      return { call: event.call };
    case "settings.changed":
      return { settings: event.settings };
    case "peer.joined":
      return { peers: [...state.peers.filter(({ id }) => id !== event.peer.id), event.peer] };
    case "peer.changed":
      return { peers: state.peers.map((peer) => (peer.id === event.peer ? changed(peer, event.set) : peer)) };
    case "peer.left":
      return { peers: state.peers.filter(({ id }) => id !== event.peer) };
    case "knock.asked":
      return { knocks: withKnock(state.knocks, event.knock) };
    case "knock.answered":
      return { knocks: state.knocks.filter(({ user }) => user !== event.user) };
    case "ring.changed":
      return { rings: withRing(state.rings, event.ring) };
    case "call.ended":
      return { call: { ...state.call, state: "ended", endedAt: event.at }, peers: [], knocks: [] };
  }
}

/** What came over the wire names only what is otherwise. */
function changed(peer: CallPeer, set: PeerChange): CallPeer {
  return Object.assign({ ...peer }, set);
}

function withKnock(knocks: readonly Knock[], knock: Knock): Knock[] {
  return [...knocks.filter(({ user }) => user !== knock.user), knock];
}

function withRing(rings: readonly Ring[], ring: Ring): Ring[] {
  return [...rings.filter(({ user }) => user !== ring.user), ring];
}
