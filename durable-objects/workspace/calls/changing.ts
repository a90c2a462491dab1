/** Calls that are changed, answered, ended and deleted. Each function is one act within a {@link Change}. */
import { RoomError } from "../../room/errors.ts";
import type { Access } from "../access.ts";
import type { AuditDetail } from "../audit/protocol.ts";
import type { Change } from "../change.ts";
import { seatChat } from "../conversations/discussing.ts";
import { eraseRoom } from "../erasing.ts";
import type { Stores } from "../store/stores.ts";
import { isClosedCall, roomOfCall } from "./entering.ts";
import { demandCall, demandOpenCall, type RunningAct } from "./finding.ts";
import { MAX_ENDED_CALLS } from "./limits.ts";
import { demandTime } from "./making.ts";
import { demandEntering } from "./people.ts";
import type { CallAnswer, CallChange } from "./protocol.ts";
import { noticeAtFor, STARTS_JOB } from "./starting.ts";
import type { CallRow } from "./store.ts";
import { tellInvited } from "./telling.ts";
import { unlink } from "./unlinking.ts";
import { putRow, tellRoom } from "./writing.ts";

/** Sets what is named of a call. A new time asks all anew. @throws RoomError `not_found`, `forbidden`, `invalid`, `conflict` */
export function changeCall(change: Change, access: Access, id: string, set: CallChange): CallRow {
  const { stores } = change;
  const before = demandOpenCall(stores, access, id, "call.manage");
  const { title = before.title, minutes = before.minutes, startsAt = before.startsAt } = set;
  const moved = startsAt !== before.startsAt;
  if (moved) demandMovable(change, before, startsAt);
  if (minutes !== before.minutes && startsAt === null) {
    throw new RoomError("invalid", "Only a planned call has an end before it is over.", [
      { path: "minutes", message: "Leave it out" },
    ]);
  }
  const people = peopleOf(stores, before, set.invited);
  const otherwise = moved || title !== before.title || minutes !== before.minutes;
  if (!otherwise && people.added.length + people.gone.length === 0) return before;
  const row = { ...before, title, minutes, startsAt };
  if (otherwise) Object.assign(row, { sequence: before.sequence + 1, changedAt: change.now });
  if (moved && startsAt !== null) row.noticeAt = noticeAtFor(startsAt, change.now);
  for (const user of people.gone) stores.callPeople.drop(id, user);
  const asked = moved ? [...people.stayed, ...people.added] : people.added;
  for (const user of asked) stores.callPeople.put(id, { user, invited: true, answer: null });
  const put = putRow(change, row);
  if (row.noticeAt !== null) change.schedule(STARTS_JOB, row.noticeAt);
  tellRoom(change, put);
  tellInvited(change, put, { users: people.gone, said: "gone" });
  tellInvited(change, put, { users: people.added, said: "invited" });
  if (moved) tellInvited(change, put, { users: people.stayed, said: "moved" });
  return put;
}

/** Says whether the actor will come to a call that they are invited to. @throws RoomError `not_found`, `conflict` */
export function answerCall(change: Change, access: Access, id: string, answer: CallAnswer): CallRow {
  const row = demandOpenCall(change.stores, access, id, "call.read");
  const own = change.stores.callPeople.invited(id).find(({ user }) => user === access.user);
  if (!own) throw new RoomError("conflict", "You were not invited to this call by name; join it if you like.");
  if (own.answer === answer) return row;
  change.stores.callPeople.put(id, { ...own, answer });
  const put = putRow(change, row);
  tellRoom(change, put);
  return put;
}

/**
 * A call that the actor ends, whose room has ended it already; one that is over stays as it is. `act` is the right by which
 * they may. @throws RoomError `not_found`, `forbidden`
 */
export function endByActor(change: Change, access: Access, id: string, act: RunningAct): CallRow {
  const row = demandCall(change.stores, access, id, act);
  if (row.state === "ended") return row;
  change.record("call.ended", id, detailOf(change.stores, row));
  if (row.state === "scheduled") {
    const users = change.stores.callPeople.invited(id).map(({ user }) => user);
    tellInvited(change, row, { users, said: "cancelled" });
  }
  return endCall(change, row, { at: change.now, people: row.people });
}

/** A call is over, for good: its link leads nowhere any more, and the earliest of too many that are over goes. */
export function endCall(change: Change, row: CallRow, { at, people }: { at: number; people: number }): CallRow {
  const { calls } = change.stores;
  unlink(change, row);
  seatChat(change, row.id, []);
  const ended = putRow(change, {
    ...row,
    ...{ state: "ended", endedAt: at, here: { users: [], count: 0 }, people, link: null, noticeAt: null },
    ...{ sequence: row.sequence + 1, changedAt: change.now },
  });
  for (const old of calls.endedBeyond(MAX_ENDED_CALLS)) eraseRoom(change, roomOfCall({ id: old }));
  return ended;
}

/** Deletes a call for ever, with its chat and its log. @throws RoomError `not_found`, `forbidden` */
export function deleteCall(change: Change, access: Access, id: string): void {
  const row = demandCall(change.stores, access, id, "call.manage");
  change.record("call.deleted", id, detailOf(change.stores, row));
  eraseRoom(change, roomOfCall(row));
}

/** What the audit log may tell of a call: of one that is for the members of a conversation alone not what it is called. */
export function detailOf(stores: Stores, row: CallRow): AuditDetail {
  return isClosedCall(stores, row) ? {} : { title: row.title };
}

/** @throws RoomError `invalid`, `conflict` for one that has begun */
function demandMovable(change: Change, { state }: CallRow, startsAt: number | null): void {
  if (state !== "scheduled") throw new RoomError("conflict", "This call has begun; its time stays as it is.");
  if (startsAt !== null) demandTime(startsAt, change.now);
}

/** For whom a call is from now on, and for whom no more; without `users` all stays as it is. @throws RoomError `invalid` */
function peopleOf(stores: Stores, row: CallRow, users: readonly string[] | undefined) {
  const before = stores.callPeople.invited(row.id).map(({ user }) => user);
  if (users === undefined) return { stayed: before, added: [], gone: [] };
  const wanted = new Set(
    demandEntering(stores, row, { users, path: "invited", except: row.createdBy }).map(({ user }) => user),
  );
  return {
    stayed: before.filter((user) => wanted.has(user)),
    added: [...wanted].filter((user) => !before.includes(user)),
    gone: before.filter((user) => !wanted.has(user)),
  };
}
