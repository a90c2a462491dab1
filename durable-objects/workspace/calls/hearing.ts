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
  else if (row.state === "ended") hearPeople(change, row, report.people);
  else endCall(change, row, report);
}

/** Who is in it now. Whoever is the first begins it. */
function hearHere(
  change: Change,
  row: CallRow,
  { users, count, at }: Extract<CallReport, { type: "call.here" }>,
): void {
  if (row.state === "ended") return;
  const here = { users: users.slice(0, MAX_HERE_NAMED), count };
  const people = Math.max(row.people, count);
  const before = { ...row, here, people };
  seatChat(change, row.id, users);
  if (count > 0 && row.startedAt === null) {
    putRow(change, { ...before, state: "live", startedAt: at, noticeAt: null });
    return;
  }
  // Who is there is no more than shown: it is no change of the call.
  change.stores.calls.put(before);
  sayPut(change, before);
}

/** It was ended here before its room could say how many were in it. */
function hearPeople(change: Change, row: CallRow, people: number): void {
  if (row.people === people) return;
  const counted = { ...row, people };
  change.stores.calls.put(counted);
  sayPut(change, counted);
}
