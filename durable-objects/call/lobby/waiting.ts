/** Who waits in the lobby, and what those see who do. */
import type { Change } from "../change.ts";
import { mayRun, runs } from "../hosting/rules.ts";
import type { Participant } from "../participant.ts";
import type { Stores } from "../stores.ts";

type Who = Pick<Participant, "user" | "role">;

/** Whether one who comes now must wait until a host lets them in. */
export function waits(stores: Stores, who: Who): boolean {
  if (stores.seats.of(who.user).length > 0) return false;
  const known = stores.people.get(who.user);
  if (known.removed) return true;
  if (known.admitted || mayRun(stores, who)) return false;
  const { locked, lobby } = stores.course.get().settings;
  return locked || lobby === "everyone" || who.role === "guest";
}

/** How much of the call one may see. */
export interface View {
  /** Who is in it. */
  roster: boolean;
  /** Who waits to be let in. */
  knocks: boolean;
}

/** What one may see of the call now. */
export function viewOf(stores: Stores, who: Who): View {
  return { roster: !waits(stores, who), knocks: stores.seats.of(who.user).length > 0 && runs(stores, who) };
}

/** Does what may change how much one sees; where it did, they are shown all anew. */
export function reviewing<Result>(change: Change, who: Who, act: () => Result): Result {
  const before = viewOf(change.stores, who);
  const result = act();
  const after = viewOf(change.stores, who);
  const seesKnocks = before.knocks !== after.knocks && change.stores.knocks.size > 0;
  if (before.roster !== after.roster || seesKnocks) change.review(who.user);
  return result;
}
