import { z } from "zod";
import type { EventEnvelope } from "../../room/protocol.ts";
import { Call } from "../../workspace/calls/protocol.ts";
import type { Change } from "../change.ts";
import type { Participant } from "../participant.ts";
import { callOutside } from "../snapshot.ts";
import type { Stores } from "../stores.ts";
import { viewOf } from "./waiting.ts";

const Knocked = z.union([
  z.object({ knock: z.object({ user: z.string() }) }).transform(({ knock }) => knock.user),
  z.object({ user: z.string() }).transform(({ user }) => user),
]);

type Who = Pick<Participant, "user" | "role">;

/**
 * An event as one may hear of it, or null: of knocks only hosts and who knocked, of who is in it and is invited nobody who
 * waits.
 */
export function eventFor(stores: Stores, who: Who, event: EventEnvelope): EventEnvelope | null {
  switch (event.type) {
    case "call.changed":
      return viewOf(stores, who).roster ? event : eventOutside(event, who.user);
    case "settings.changed":
    case "call.ended":
      return event;
    case "knock.asked":
    case "knock.answered":
      return Knocked.safeParse(event).data === who.user || viewOf(stores, who).knocks ? event : null;
    default:
      return viewOf(stores, who).roster ? event : null;
  }
}

function eventOutside(event: EventEnvelope, user: string): EventEnvelope | null {
  const call = Call.safeParse(event.call).data;
  return call ? { ...event, call: callOutside(call, user) } : null;
}

/** Notes who sees more or less from the event `seq` on, and so cannot resume from before. */
export function noteReviewed({ reviewed, reviewedAll, stores }: Change, seq: number): void {
  for (const user of reviewed) stores.people.set(user, { seenFrom: seq });
  if (reviewedAll) stores.course.set({ seenFrom: seq });
}

/** The lowest seq from which a user may resume. */
export function seenFrom({ course, people, seats }: Stores, user: string): number {
  const own = people.get(user).seenFrom;
  return seats.of(user).length > 0 ? own : Math.max(own, course.get().seenFrom);
}
