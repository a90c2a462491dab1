/** Who runs the call: its host and co-hosts, and whoever runs its workspace. */
import { RoomError } from "../../room/errors.ts";
import type { Role } from "../../room/protocol.ts";
import { extentOf } from "../../workspace/permissions.ts";
import type { Change } from "../change.ts";
import type { Asker, Participant } from "../participant.ts";
import type { PeerRole } from "../protocol.ts";
import type { Seat } from "../seats/store.ts";
import type { Stores } from "../stores.ts";

/** Whether someone of this role may run any call of the workspace. */
export function runsAny(role: Role): boolean {
  return extentOf(role, "call.manage") === "all";
}

/** Whether someone of this role may send media. */
export function mayPublish(role: Role): boolean {
  return extentOf(role, "call.speak") !== "none";
}

/** What a user is in the call. */
export function roleOf({ course, people }: Stores, user: string): PeerRole {
  if (course.get().host === user) return "host";
  return people.get(user).cohost ? "cohost" : "peer";
}

/** Whether one who sits in the call may run it. */
export function runs(stores: Stores, { user, role }: Pick<Participant, "user" | "role">): boolean {
  return runsAny(role) || roleOf(stores, user) !== "peer";
}

/** Whether one may run it once they sit in it: also whoever planned it. */
export function mayRun(stores: Stores, who: Pick<Participant, "user" | "role">): boolean {
  return runs(stores, who) || (stores.about.find()?.createdBy === who.user && mayPublish(who.role));
}

/** The seat of one who asks. @throws RoomError `conflict` for one without */
export function demandSeat({ stores }: Change, { connection }: Asker): Seat {
  const seat = stores.seats.at(connection);
  if (!seat) throw new RoomError("conflict", "You are not in this call. Join it first.");
  return seat;
}

/** Passes who sits here and may run the call. @throws RoomError `conflict`, `forbidden` */
export function demandRunner(change: Change, asker: Asker): void {
  demandSeat(change, asker);
  if (!runs(change.stores, asker)) throw new RoomError("forbidden", "Only hosts of the call may do that.");
}

/** A peer that is done something to. @throws RoomError `not_found` for one who left */
export function demandPeer({ stores }: Change, peer: string): Seat {
  const seat = stores.seats.find(peer);
  if (!seat) throw new RoomError("not_found", "They are not in the call any more.");
  return seat;
}

/** Passes while the call is not over. @throws RoomError `gone` */
export function demandGoingOn({ stores }: Change): void {
  if (stores.course.get().endedAt !== null) throw new RoomError("gone", "This call is over.");
}
