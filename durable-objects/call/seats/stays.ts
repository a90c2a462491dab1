import type { CallLogEntry } from "../../workspace/calls/protocol.ts";
import type { Seat } from "./store.ts";

/** The stay of one in a seat, as the call's log keeps it. */
export function stayOf({ peer, user, name, joinedAt, quality }: Seat, leftAt: number | null): CallLogEntry {
  return { peer, user, name, joinedAt, leftAt, quality };
}
