import { type Call, CallEvent, CallsSnapshot } from "../../../durable-objects/workspace/calls/protocol.ts";
import type { StreamDesign } from "../room/stream.ts";

/** The calls of a workspace that are planned or go on, and that the reader may enter. */
export type CallsState = readonly Call[];

/** The workspace's stream of them. It is not kept in the browser: what was planned then says little of what is now. */
export const callsStream: StreamDesign<CallsState, CallEvent, CallsSnapshot> = {
  part: CallsSnapshot,
  whole: (parts) => parts.flatMap(({ calls }) => calls),
  event: CallEvent,
  apply(state, event) {
    if (event.type === "call.deleted") return state.filter(({ id }) => id !== event.call);
    const { call } = event;
    // One that is over is no part of it any more.
    if (call.state === "ended") return state.filter(({ id }) => id !== call.id);
    return state.some(({ id }) => id === call.id)
      ? state.map((each) => (each.id === call.id ? call : each))
      : [...state, call];
  },
};
