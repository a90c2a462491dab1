/** What a call's room must know before it tells someone's inbox of the call. */
import { RoomError } from "../../room/errors.ts";
import type { Hearers } from "../conversations/hearers.ts";
import type { Stores } from "../store/stores.ts";
import { enteringAmong } from "./entering.ts";
import { callTitleFor } from "./shown.ts";

/** Those of `users` who may enter a call now (P4, P5), and what it is called. @throws RoomError `not_found` */
export function hearersOfCall(stores: Stores, id: string, users: readonly string[]): Hearers {
  const row = stores.calls.find(id);
  if (!row) throw new RoomError("not_found", "There is no such call.");
  const hearing = enteringAmong(stores, users, row).map(({ user }) => user);
  // A direct conversation is called by the others in it, so by each in another way: of several, nobody's own.
  return { users: hearing, title: callTitleFor(stores, row, hearing.length === 1 ? (hearing[0] ?? "") : "") };
}
