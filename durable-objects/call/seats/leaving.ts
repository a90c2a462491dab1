/** How a seat becomes free. */
import type { Change } from "../change.ts";
import { emptied } from "../course/ending.ts";
import { settleHost } from "../hosting/passing.ts";
import { demandSeat } from "../hosting/rules.ts";
import { reviewing } from "../lobby/waiting.ts";
import { HERE_LANES } from "../notifying/owed.ts";
import type { Asker, Participant } from "../participant.ts";
import type { LeftReason } from "../protocol.ts";
import { cancelRingsBy } from "../ringing/ringing.ts";
import { stayOf } from "./stays.ts";
import type { Seat } from "./store.ts";

/** Gives up one's own seat. */
export function leave(change: Change, asker: Asker): void {
  vacate(change, asker, demandSeat(change, asker), "left");
}

/** Frees a seat, by `by` or by the room itself. */
export function vacate(change: Change, by: Participant | null, seat: Seat, reason: LeftReason): void {
  const { people, seats } = change.stores;
  const { connection, peer, user, name, standing, muted } = seat;
  reviewing(change, { user, role: standing }, () => seats.remove(peer));
  change.say(by, { type: "peer.left", peer, user, name, reason }, HERE_LANES);
  change.record(stayOf(seat, change.now));
  if (people.get(user).muted !== muted) people.set(user, { muted });
  if (connection !== null && reason !== "left") change.unseat({ connection, peer, reason });
  if (seats.of(user).length === 0) cancelRingsBy(change, user);
  settleHost(change);
  if (seats.size === 0) emptied(change);
}
