import type { Preferences, Reason, Thing, Ways } from "./protocol.ts";
import { keyOfThing } from "./protocol.ts";
import type { Stores } from "./store/stores.ts";
import { isWithin } from "./time/zone.ts";

/** What names the user, and is heard also of a project of which they want nothing else. */
const NAMING: ReadonlySet<Reason> = new Set(["mention", "assigned", "reminder"]);
/** What no muting and no snoozing keeps away: somebody calls, or the user themselves asked for it. */
const CALLING: ReadonlySet<Reason> = new Set(["mention", "reminder", "call"]);

const NOWHERE: Ways = { inbox: false, push: false, digest: false };

/** Whether it is heard although its thing is muted or away. */
export function isCall(reason: Reason): boolean {
  return CALLING.has(reason);
}

/** Which ways a notification goes, after what its user prefers and what they muted. */
export function waysOf(
  stores: Stores,
  preferences: Preferences,
  { thing, reason }: { thing: Thing; reason: Reason },
): Ways {
  if (thing.type === "task") {
    const wanted = preferences.projects[thing.project] ?? "all";
    if (wanted === "nothing" && reason !== "reminder") return NOWHERE;
    if (wanted === "mentions" && !NAMING.has(reason)) return NOWHERE;
  }
  if (!isCall(reason) && isMuted(stores, thing)) return NOWHERE;
  return preferences.reasons[reason];
}

/** Whether quiet hours hold now. */
export function isQuiet({ quietHours, timeZone }: Preferences, now: number): boolean {
  return quietHours !== null && isWithin(quietHours, timeZone, now);
}

/** A thread is muted with its conversation. */
function isMuted({ mutes }: Stores, thing: Thing): boolean {
  if (mutes.has(keyOfThing(thing))) return true;
  return thing.type === "thread" && mutes.has(keyOfThing({ ...thing, type: "conversation" }));
}
