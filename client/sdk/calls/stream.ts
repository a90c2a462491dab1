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
    const id = event.type === "call.put" ? event.call.id : event.call;
    const others = state.filter((each) => each.id !== id);
    // One that is over is no part of it any more.
    return event.type === "call.put" && event.call.state !== "ended" ? [...others, event.call] : others;
  },
};
