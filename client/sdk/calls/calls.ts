import { CALLS_STREAM } from "../../../durable-objects/workspace/calls/protocol.ts";
import type { Observed } from "../observed.ts";
import type { Followed } from "../room/design.ts";
import type { WorkspaceRoom } from "../workspace.ts";
import { type CallsState, callsStream } from "./stream.ts";

const known = new WeakMap<WorkspaceRoom, Observed<CallsState | null>>();

/**
 * The calls of a workspace that are planned or go on. Null until the room has told them. They are followed for as long as
 * anybody listens, once for all who do.
 */
export function callsOf(room: WorkspaceRoom): Observed<CallsState | null> {
  const calls = known.get(room) ?? follow(room);
  known.set(room, calls);
  return calls;
}

function follow(room: WorkspaceRoom): Observed<CallsState | null> {
  let followed: Followed<CallsState> | null = null;
  let listening = 0;
  return {
    get value() {
      return followed?.state.value ?? null;
    },
    subscribe(listener) {
      followed ??= room.subscribe(CALLS_STREAM, callsStream);
      listening += 1;
      const stop = followed.state.subscribe(listener);
      return () => {
        stop();
        listening -= 1;
        if (listening > 0) return;
        followed?.stop();
        followed = null;
      };
    },
  };
}
