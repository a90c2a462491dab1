/** What the workspace tells of the call and of people, and what that changes here. */
import type { Standing } from "../room/authority.ts";
import type { Call } from "../workspace/calls/protocol.ts";
import type { Change } from "./change.ts";
import { end, endInTime } from "./course/ending.ts";
import { settleHost, showRole } from "./hosting/passing.ts";
import { mayPublish } from "./hosting/rules.ts";
import { admitFree, dropKnock } from "./lobby/knocking.ts";
import { forgetRing } from "./ringing/ringing.ts";
import { vacate } from "./seats/leaving.ts";
import { alter, SILENT } from "./seats/shown.ts";
import { callShown } from "./snapshot.ts";

/** The call is otherwise than before. */
export function retell(change: Change, call: Call): void {
  const { about } = change.stores;
  const before = JSON.stringify(callShown(change.stores));
  about.put(call);
  if (call.state === "ended") end(change, null);
  endInTime(change);
  const after = callShown(change.stores);
  // Who is in it is told by this room itself, and comes back with every word of the workspace.
  if (after && JSON.stringify(after) !== before) change.say(null, { type: "call.changed", call: after });
}

/** Someone is called or may do otherwise than before. */
export function restand(change: Change, { user, name, role }: Standing): void {
  const { knocks, people, seats } = change.stores;
  const mine = seats.of(user);
  const known = knocks.find(user);
  const before = mine[0]?.standing ?? known?.standing;
  for (const seat of mine) {
    alter(change, null, seat, { name, standing: role, media: mayPublish(role) ? seat.media : SILENT });
  }
  if (!mayPublish(role) && people.get(user).cohost) {
    people.set(user, { cohost: false });
    showRole(change, user);
  }
  if (known) knocks.put({ ...known, name, standing: role });
  if (before !== role) change.review(user);
  settleHost(change);
  admitFree(change);
}

/** Someone may not be here any more: they are shown out, and called no more. */
export function dismiss(change: Change, user: string): void {
  const { knocks, people, seats } = change.stores;
  for (const seat of seats.of(user)) vacate(change, null, seat, "no_access");
  if (knocks.find(user)) dropKnock(change, user, "gone");
  forgetRing(change, user);
  people.set(user, { admitted: false, cohost: false });
}
