/** Looking for calls on behalf of someone. Reads only. */
import { RoomError } from "../../room/errors.ts";
import type { Access } from "../access.ts";
import type { Act } from "../permissions.ts";
import type { Stores } from "../store/stores.ts";
import { entersCall, roomOfCall, seesInside } from "./entering.ts";
import type { Call, CallState } from "./protocol.ts";
import { callFor } from "./shown.ts";
import type { CallPlace, CallRow } from "./store.ts";

/** So many are looked at in one go for those that the actor may enter. */
const LOOKED_AT_ONCE = 200;

/** By what a call is run over HTTP: as one may who manages it, or, for its hosts of the moment, as one may who speaks in it. */
export type RunningAct = Extract<Act, "call.manage" | "call.speak">;

/** The call, if the actor may enter it and do this with it. @throws RoomError `not_found`, `forbidden` */
export function demandCall(stores: Stores, access: Access, id: string, act: Act): CallRow {
  const row = stores.calls.find(id);
  if (!row) throw new RoomError("not_found", "There is no such call.");
  access.demand("call.read", { room: roomOfCall(row) });
  access.demand(act, { room: roomOfCall(row), person: row.createdBy });
  return row;
}

/** As {@link demandCall}, and only while it is not over. @throws RoomError `conflict` besides */
export function demandOpenCall(stores: Stores, access: Access, id: string, act: Act): CallRow {
  const row = demandCall(stores, access, id, act);
  if (row.state !== "ended") return row;
  throw new RoomError("conflict", "This call is over.");
}

/** Passes for whoever sees what is inside of a call. @throws RoomError `not_found`, `forbidden` */
export function demandInside(stores: Stores, access: Access, id: string): void {
  const row = demandCall(stores, access, id, "call.read");
  if (access.member && seesInside(stores, access.member, row)) return;
  throw new RoomError("forbidden", "Guests see what is in a call once they were let in.");
}

/** Which calls are listed. */
export interface CallScope {
  /** Behind this one. */
  before: CallPlace | null;
  limit: number;
  state?: CallState | undefined;
  /** Those started from this, as `subject.ts` keys it. */
  subject?: string | undefined;
}

/** A call in a list, and its place there. */
export interface ListedCall {
  call: Call;
  place: CallPlace;
}

/** The calls that the actor may enter, the latest first. */
export function callsListed(stores: Stores, access: Access, scope: CallScope): ListedCall[] {
  if (!access.isNarrow("call.read")) access.demand("call.read");
  const { member } = access;
  if (!member) return [];
  const { limit, state = null, subject = null } = scope;
  const found: ListedCall[] = [];
  let before = scope.before ?? { heldAt: Number.MAX_SAFE_INTEGER, id: "" };
  for (;;) {
    const rows = stores.calls.page({ state, subject }, before, LOOKED_AT_ONCE);
    for (const { heldAt, ...row } of rows) {
      before = { heldAt, id: row.id };
      if (!entersCall(stores, member, row)) continue;
      found.push({ call: callFor(stores, member, row), place: before });
      if (found.length === limit) return found;
    }
    if (rows.length < LOOKED_AT_ONCE) return found;
  }
}
