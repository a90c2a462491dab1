/** Asking to be let in, and the answer to that. */
import { RoomError } from "../../room/errors.ts";
import type { Change } from "../change.ts";
import { demandRunner } from "../hosting/rules.ts";
import { SEATS_JOB } from "../jobs.ts";
import { MAX_KNOCKS, REFUSED_MS, SEAT_GRACE_MS } from "../limits.ts";
import type { Asker, Participant } from "../participant.ts";
import type { JoinResult, Knock } from "../protocol.ts";
import type { KnockRow } from "./store.ts";
import { waits } from "./waiting.ts";

/** Lets one wait for a host to let them in. Who waits already goes on waiting. */
export function knock(change: Change, { user, name, role }: Participant): JoinResult {
  const { knocks, people } = change.stores;
  const known = knocks.find(user);
  if (known) {
    if (known.until !== null) knocks.put({ ...known, until: null });
    return { as: "waiting" };
  }
  const { refusedAt } = people.get(user);
  if (refusedAt !== null && change.now < refusedAt + REFUSED_MS) {
    throw new RoomError("forbidden", "The host has not let you in. You can ask again in a while.");
  }
  if (knocks.size >= MAX_KNOCKS) throw new RoomError("limit_reached", "Too many people wait already. Try again later.");
  const row: KnockRow = { user, name, standing: role, at: change.now, until: null };
  knocks.put(row);
  change.say({ user, name, role }, { type: "knock.asked", knock: knockShown(row) });
  return { as: "waiting" };
}

/** Takes one's own knock back. */
export function cancelKnock(change: Change, asker: Asker): void {
  if (change.stores.knocks.find(asker.user)) dropKnock(change, asker.user, "gone");
}

/** A host lets someone in, or does not. */
export function answerKnock(change: Change, asker: Asker, user: string, admit: boolean): void {
  demandRunner(change, asker);
  if (!change.stores.knocks.find(user)) throw new RoomError("not_found", "They do not wait any more.");
  if (admit) change.stores.people.set(user, { admitted: true, removed: false, refusedAt: null });
  else change.stores.people.set(user, { refusedAt: change.now });
  dropKnock(change, user, admit ? "admitted" : "refused", asker);
}

/** Lets those in who would not have to wait any more, after a change of the lobby or of what they are. */
export function admitFree(change: Change): void {
  for (const { user, standing } of change.stores.knocks.all()) {
    if (!waits(change.stores, { user, role: standing })) dropKnock(change, user, "admitted");
  }
}

/** Ends a knock, however. */
export function dropKnock(
  change: Change,
  user: string,
  answer: "admitted" | "refused" | "gone",
  by: Participant | null = null,
): void {
  change.stores.knocks.remove(user);
  change.say(by, { type: "knock.answered", user, answer });
  if (answer === "admitted") change.review(user);
}

/** A user's last socket is gone: they wait a while longer, and then no more. */
export function keepKnock(change: Change, user: string): void {
  const known = change.stores.knocks.find(user);
  if (!known || known.until !== null || change.isHere(user)) return;
  const until = change.now + SEAT_GRACE_MS;
  change.stores.knocks.put({ ...known, until });
  change.schedule(SEATS_JOB, until);
}

/** A knock as hosts see it. */
export function knockShown({ user, name, standing, at }: KnockRow): Knock {
  return { user, name, guest: standing === "guest", at };
}
