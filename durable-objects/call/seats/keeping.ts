/** Seats, and places in the lobby, whose socket is gone: they are kept for a while. */
import type { Change } from "../change.ts";
import { SEATS_JOB } from "../jobs.ts";
import { SEAT_GRACE_MS } from "../limits.ts";
import { dropKnock } from "../lobby/knocking.ts";
import type { Stores } from "../stores.ts";
import { vacate } from "./leaving.ts";
import { alter } from "./shown.ts";

/** A job that runs so late was itself away, as a server that restarts is: nobody could come back meanwhile. */
const LATE_MS = 5_000;

/** The socket of this connection is gone: its seat is kept, and the others see that. */
export function keepSeat(change: Change, connection: string): void {
  const seat = change.stores.seats.at(connection);
  if (!seat) return;
  const until = change.now + SEAT_GRACE_MS;
  alter(change, null, seat, { connection: null, until });
  change.schedule(SEATS_JOB, until);
}

/** Whether a seat or a place in the lobby was left by a socket without the room being told, as when it was killed. */
export function isUnattended(
  { seats, knocks }: Stores,
  sockets: { isOpen(connection: string): boolean; isHere(user: string): boolean },
): boolean {
  return (
    seats.all().some(({ connection }) => connection !== null && !sockets.isOpen(connection)) ||
    knocks.all().some(({ user, until }) => until === null && !sockets.isHere(user))
  );
}

/** Notices who is gone, and frees what was kept long enough. */
export function freeKept(change: Change): void {
  const { knocks, seats } = change.stores;
  for (const { connection } of seats.all()) {
    if (connection !== null && !change.isOpen(connection)) keepSeat(change, connection);
  }
  for (const seat of seats.all()) {
    if (seat.connection !== null || seat.until === null) continue;
    const until = keptUntil(change, seat.until);
    if (until === null) vacate(change, null, seat, "lost");
    else if (until !== seat.until) seats.put({ ...seat, until });
  }
  for (const knock of knocks.all()) {
    const isHere = change.isHere(knock.user);
    const until = isHere ? null : keptUntil(change, knock.until ?? change.now + SEAT_GRACE_MS);
    if (!isHere && until === null) dropKnock(change, knock.user, "gone");
    else if (until !== knock.until) knocks.put({ ...knock, until });
  }
  const dues = [...seats.all(), ...knocks.all()].flatMap(({ until }) => until ?? []);
  if (dues.length > 0) change.schedule(SEATS_JOB, Math.min(...dues));
}

/** Until when something is kept that was to be kept until `until`; null when that is over. */
function keptUntil({ now }: Change, until: number): number | null {
  if (until > now) return until;
  return now - until > LATE_MS ? now + SEAT_GRACE_MS : null;
}
