/** Calling people to come, wherever they are. */

import { laneOfInbox } from "../../inbox/lanes.ts";
import { RoomError } from "../../room/errors.ts";
import { MAX_RUNG } from "../../workspace/calls/limits.ts";
import type { Change } from "../change.ts";
import { demandGoingOn } from "../hosting/rules.ts";
import { RINGS_JOB } from "../jobs.ts";
import { RING_MS } from "../limits.ts";
import { waits } from "../lobby/waiting.ts";
import type { Participant } from "../participant.ts";
import type { Ring } from "../protocol.ts";

/**
 * Rings people, on behalf of `who`, who must be one who need not wait themselves. Those who are here, and whom it rings for
 * already, are left in peace. @throws RoomError `gone`, `forbidden`, `limit_reached`
 */
export function ring(change: Change, who: Participant, people: readonly Participant[]): void {
  demandGoingOn(change);
  if (waits(change.stores, who)) throw new RoomError("forbidden", "You can call others once you were let in.");
  const { rings, seats } = change.stores;
  const called = people.filter(
    ({ user }) => user !== who.user && seats.of(user).length === 0 && rings.find(user)?.state !== "ringing",
  );
  if (called.length > MAX_RUNG)
    throw new RoomError("limit_reached", `At most ${MAX_RUNG} people can be called at once.`);
  const until = change.now + RING_MS;
  for (const { user, name } of called) {
    settle(change, { user, name, by: who.user, byName: who.name, state: "ringing", until }, who);
  }
  if (called.length > 0) change.schedule(RINGS_JOB, until);
}

/** Says for `who` that they will not come now. */
export function decline(change: Change, who: Participant): void {
  const known = change.stores.rings.find(who.user);
  if (known?.state === "ringing") settle(change, { ...known, state: "declined" }, who);
}

/** Whoever was called has come. */
export function answerRing(change: Change, who: Participant): void {
  const { rings } = change.stores;
  const known = rings.find(who.user);
  if (!known) return;
  if (known.state === "ringing") settle(change, { ...known, state: "answered" }, who);
  // Who is here is on the roster.
  rings.remove(who.user);
}

/** Whoever rang is gone, and so is what they rang. */
export function cancelRingsBy(change: Change, user: string): void {
  for (const known of change.stores.rings.all()) if (known.by === user) cancelRing(change, known);
}

/** Nobody is called any more. */
export function cancelRings(change: Change): void {
  for (const known of change.stores.rings.all()) cancelRing(change, known);
}

/** One is called no more, and may not come either. */
export function forgetRing(change: Change, user: string): void {
  const { rings } = change.stores;
  const known = rings.find(user);
  if (!known) return;
  cancelRing(change, known);
  rings.remove(user);
}

/** Those have missed it who were rung for long enough. */
export function endRinging(change: Change): void {
  const ringing = change.stores.rings.all().filter(({ state }) => state === "ringing");
  for (const known of ringing) {
    if (known.until <= change.now) settle(change, { ...known, state: "missed" }, null);
    else change.schedule(RINGS_JOB, known.until);
  }
}

function cancelRing(change: Change, known: Ring): void {
  if (known.state === "ringing") settle(change, { ...known, state: "cancelled" }, null);
}

function settle(change: Change, ring: Ring, by: Participant | null): void {
  change.stores.rings.put(ring);
  change.say(by, { type: "ring.changed", ring }, [laneOfInbox(ring.user)]);
}
