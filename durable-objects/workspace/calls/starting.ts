/** The word to those who are invited that a planned call is about to begin. */
import type { Change } from "../change.ts";
import { START_NOTICE_MS } from "./limits.ts";
import { tellInvited } from "./telling.ts";

/** The job that gives it. */
export const STARTS_JOB = "call_starts";

/** When that is due for a call that begins then: some minutes before, or where that is over already, as it begins. */
export function noticeAtFor(startsAt: number, now: number): number {
  const before = startsAt - START_NOTICE_MS;
  return before > now ? before : startsAt;
}

/** Tells all of whom that is due now: whoever planned it, and the invited but for those who said that they will not come. */
export function tellStarts(change: Change): void {
  const { calls, callPeople } = change.stores;
  for (const row of calls.due(change.now)) {
    calls.put({ ...row, noticeAt: null });
    const coming = callPeople.invited(row.id).filter(({ answer }) => answer !== "no");
    tellInvited(change, row, { users: [row.createdBy, ...coming.map(({ user }) => user)], said: "starting" });
  }
  const next = calls.nextDue();
  if (next !== null) change.schedule(STARTS_JOB, next);
}
