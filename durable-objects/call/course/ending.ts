/** How a call comes to its end: for good, and for everyone. */
import type { Change } from "../change.ts";
import { EMPTY_JOB } from "../jobs.ts";
import { EMPTY_GRACE_MS, NEVER_JOINED_MS, USUAL_MINUTES } from "../limits.ts";
import { HERE_LANES } from "../notifying/owed.ts";
import type { Participant } from "../participant.ts";
import { cancelRings } from "../ringing/ringing.ts";
import { stayOf } from "../seats/stays.ts";

/** Ends the call, on behalf of `by` or by itself. One that is over stays as it is. */
export function end(change: Change, by: Participant | null): void {
  const { course, knocks, seats } = change.stores;
  if (course.get().endedAt !== null) return;
  for (const seat of seats.all()) {
    seats.remove(seat.peer);
    change.record(stayOf(seat, change.now));
  }
  for (const { user } of knocks.all()) knocks.remove(user);
  cancelRings(change);
  course.set({ endedAt: change.now, emptySince: null, host: null });
  change.say(by, { type: "call.ended", at: change.now }, HERE_LANES);
}

/** The last one has left, or a planned call was moved: it ends in a while, unless somebody comes. */
export function emptied(change: Change): void {
  const { course } = change.stores;
  course.set({ emptySince: change.now });
  endInTime(change);
}

/** Sees to it that the call ends when nobody has been in it for long enough. */
export function endInTime(change: Change): void {
  const due = endsAt(change);
  if (due !== null) change.schedule(EMPTY_JOB, due);
}

/** Ends the call if its time has come. */
export function endIfEmpty(change: Change): void {
  const due = endsAt(change);
  if (due === null) return;
  if (due <= change.now) end(change, null);
  else change.schedule(EMPTY_JOB, due);
}

/** When the call ends if nobody comes, in ms since 1970; null while somebody is in it. */
function endsAt({ call, stores }: Change): number | null {
  const { emptySince, startedAt } = stores.course.get();
  if (emptySince === null) return null;
  const { startsAt, minutes } = call;
  const planned = startsAt === null ? 0 : startsAt + (minutes ?? USUAL_MINUTES) * 60_000;
  return Math.max(planned, emptySince + (startedAt === null ? NEVER_JOINED_MS : EMPTY_GRACE_MS));
}
