/** What the rooms of calls tell the workspace. */
import type { CallReport } from "../../call/notices.ts";
import type { Change } from "../change.ts";
import { seatChat } from "../conversations/discussing.ts";
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
  { users, count, startedAt }: Extract<CallReport, { type: "call.here" }>,
): void {
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
  change.stores.calls.put(before);
  sayPut(change, before);
}

/** It was ended here before its room could say when it began, and how many were in it. */
function hearCourse(change: Change, row: CallRow, told: Pick<CallReport, "startedAt"> & { people: number }): void {
  const startedAt = row.startedAt ?? told.startedAt;
  if (row.people === told.people && row.startedAt === startedAt) return;
  putRow(change, { ...row, startedAt, people: told.people });
}
