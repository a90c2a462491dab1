/** What the rooms of calls tell the workspace. */
import type { CallReport } from "../../call/notices.ts";
import type { Change } from "../change.ts";
import { seatChat } from "../conversations/discussing.ts";
import { regrant } from "../membership.ts";
import { endCall } from "./changing.ts";
import { MAX_HERE_NAMED } from "./limits.ts";
import type { CallRow } from "./store.ts";
import { putRow, sayPut } from "./writing.ts";

/** Takes what a call's room tells. Of a call that is none of this workspace's, or not any more, nothing is taken. */
export function hearCall(change: Change, report: CallReport): void {
  const row = change.stores.calls.find(report.call);
  if (!row) return;
  if (report.type === "call.here") hearHere(change, row, report);
  else if (row.state === "ended") hearCourse(change, row, report);
  else endCall(change, { ...row, startedAt: row.startedAt ?? report.startedAt }, report);
}

/** Who is in it now. Whoever is the first begins it. */
function hearHere(
  change: Change,
  row: CallRow,
  { users, count, out, startedAt }: Extract<CallReport, { type: "call.here" }>,
): void {
  for (const user of users) letGuestSee(change, row, user);
  for (const user of out) hideFromGuest(change, row, user);
  if (row.state === "ended") return;
  const here = { users: users.slice(0, MAX_HERE_NAMED), count };
  const people = Math.max(row.people, count);
  const before = { ...row, here, people };
  seatChat(change, row.id, users);
  if (startedAt !== null && row.startedAt === null) {
    putRow(change, { ...before, state: "live", startedAt, noticeAt: null });
    return;
  }
  // Who is there is no more than shown: it is no change of the call.
  change.stores.calls.setHere(before);
  sayPut(change, before);
}

/** A guest was let in: they see from now on who is in it, know those people, and may read its chat. */
function letGuestSee(change: Change, { id }: CallRow, user: string): void {
  const { callGuests, members } = change.stores;
  if (members.find(user)?.role !== "guest" || callGuests.has(id, user)) return;
  callGuests.put(id, user);
  regrant(change, user, []);
}

/** One who was in it is not let in any more. */
function hideFromGuest(change: Change, { id }: CallRow, user: string): void {
  const { callGuests } = change.stores;
  if (!callGuests.has(id, user)) return;
  callGuests.drop(id, user);
  regrant(change, user, []);
}

/** It was ended here before its room could say when it began, and how many were in it. */
function hearCourse(change: Change, row: CallRow, told: Pick<CallReport, "startedAt"> & { people: number }): void {
  const startedAt = row.startedAt ?? told.startedAt;
  if (row.people === told.people && row.startedAt === startedAt) return;
  putRow(change, { ...row, startedAt, people: told.people });
}
