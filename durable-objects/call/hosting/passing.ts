/** How the call comes to its next host when it has none: somebody who is in it always is. */
import type { Change } from "../change.ts";
import { peerShown } from "../seats/shown.ts";
import type { Seat } from "../seats/store.ts";
import { mayPublish } from "./rules.ts";

/**
 * Sees to it that somebody who is in the call is its host: whoever started or planned it, as soon as they are in it; else
 * who is it already; else the first co-host, the longest present member, or whoever is there. Of `newcomer` the others are
 * yet to hear, and are not told of it here.
 */
export function settleHost(change: Change, newcomer: Seat | null = null): void {
  const { course, people, seats } = change.stores;
  const { host } = course.get();
  const next = nextHost(change);
  if (next === host) return;
  // Whoever stood in for the one who planned it goes on helping them.
  if (host !== null && next === change.call.createdBy && seats.of(host).length > 0) people.set(host, { cohost: true });
  course.set({ host: next });
  for (const user of [host, next]) if (user !== null) showRole(change, user, newcomer);
}

/** Says of all seats of a user what they are in the call now; they may see otherwise, too. */
export function showRole(change: Change, user: string, newcomer: Seat | null = null): void {
  for (const seat of change.stores.seats.of(user)) {
    if (seat.peer === newcomer?.peer) continue;
    const { role } = peerShown(change.stores, seat);
    change.say(null, { type: "peer.changed", peer: seat.peer, set: { role } });
  }
  change.review(user);
}

function nextHost({ call, stores }: Change): string | null {
  const seats = stores.seats.all();
  const fit = seats.filter(({ standing }) => mayPublish(standing));
  if (fit.some(({ user }) => user === call.createdBy)) return call.createdBy;
  const { host } = stores.course.get();
  if (fit.some(({ user }) => user === host)) return host;
  const isCohost = ({ user }: Seat) => stores.people.get(user).cohost;
  const next = fit.find(isCohost) ?? fit.find(({ standing }) => standing !== "guest") ?? fit[0] ?? seats[0];
  return next?.user ?? null;
}
