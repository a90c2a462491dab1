import type { Call } from "../workspace/calls/protocol.ts";
import { mayRun } from "./hosting/rules.ts";
import { knockShown } from "./lobby/knocking.ts";
import { viewOf } from "./lobby/waiting.ts";
import type { Participant } from "./participant.ts";
import type { CallSnapshot } from "./protocol.ts";
import { peerShown } from "./seats/shown.ts";
import type { Stores } from "./stores.ts";

/**
 * The call as this room shows it: what the workspace said of it, and how it goes, which the room knows better. Who is in it
 * stands in the roster, for those who may see that.
 */
export function callShown({ about, course, people }: Stores): Call | null {
  const call = about.find();
  if (!call) return null;
  const { startedAt, endedAt } = course.get();
  const state = endedAt !== null ? "ended" : startedAt !== null ? "live" : call.state;
  const were = endedAt === null ? 0 : people.visitors();
  return { ...call, state, startedAt, endedAt, here: { users: [], count: 0 }, people: were };
}

/** A call as those are shown it who wait before it: nobody else who is invited. */
export function callOutside(call: Call, user: string): Call {
  return { ...call, invited: call.invited.filter((each) => each.user === user) };
}

/** What one who opens the call is shown. */
export function snapshotFor(stores: Stores, who: Pick<Participant, "user" | "role">): CallSnapshot | null {
  const call = callShown(stores);
  if (!call) return null;
  const view = viewOf(stores, who);
  const knocks = stores.knocks.all().filter(({ user }) => view.knocks || user === who.user);
  return {
    call: view.roster ? call : callOutside(call, who.user),
    settings: stores.course.get().settings,
    peers: view.roster ? stores.seats.all().map((seat) => peerShown(stores, seat)) : [],
    knocks: knocks.map(knockShown),
    rings: view.roster ? stores.rings.all() : [],
    mayHost: mayRun(stores, who),
    waits: !view.roster,
  };
}
