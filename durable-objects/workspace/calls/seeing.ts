/** Who is shown what of the workspace's calls on its stream `calls`. Reads only. */
import type { EventEnvelope } from "../../room/protocol.ts";
import type { MemberRow } from "../store/members.ts";
import type { Stores } from "../store/stores.ts";
import { entersCall } from "./entering.ts";
import { CallEventBody, type CallsSnapshot } from "./protocol.ts";
import { callFor, shownTo } from "./shown.ts";

/** The calls that are planned or go on, which `member` may enter. */
export function callsSeenBy(stores: Stores, member: MemberRow): CallsSnapshot {
  const rows = stores.calls.open().filter((row) => entersCall(stores, member, row));
  return { calls: rows.map((row) => callFor(stores, member, row)) };
}

/**
 * An event of that stream as `member` is shown it, or null: a call if they may enter it now; and that one is gone, unless
 * they may enter it still, since it is gone for those alone who may not.
 */
export function callEventFor(stores: Stores, member: MemberRow, event: EventEnvelope): EventEnvelope | null {
  const body = CallEventBody.safeParse(event).data;
  switch (body?.type) {
    case undefined:
      return null;
    case "call.put": {
      if (!mayEnter(stores, member, body.call.id)) return null;
      const call = shownTo(stores, member, body.call);
      return call === body.call ? event : { ...event, call };
    }
    case "call.deleted":
      return mayEnter(stores, member, body.call) ? null : event;
  }
}

function mayEnter(stores: Stores, member: MemberRow, id: string): boolean {
  const row = stores.calls.find(id);
  return row !== undefined && entersCall(stores, member, row);
}
