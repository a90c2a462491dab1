import type { Change } from "../change.ts";
import type { CallRow } from "./store.ts";
import { tellInvited } from "./telling.ts";
import { unlink } from "./unlinking.ts";
import { showCard } from "./writing.ts";

/**
 * Forgets a call before its room is erased: its link ends, the conversation that shows it says no more than that it is over,
 * and those whom it concerned hear that it was cancelled, or nothing of it any more.
 */
export function forgetCall(change: Change, row: CallRow): void {
  const { calls, callGuests, callPeople, invitations, workspace } = change.stores;
  const people = callPeople.of(row.id);
  const planned = row.state === "scheduled";
  const told = people.filter(({ invited }) => planned && invited);
  const others = people.filter((person) => !told.includes(person));
  tellInvited(change, row, { users: told.map(({ user }) => user), said: "cancelled" });
  tellInvited(change, row, { users: [row.createdBy, ...others.map(({ user }) => user)], said: "gone" });
  unlink(change, row);
  invitations.forgetRooms(new Set([row.id]));
  calls.delete(row.id);
  callPeople.forget(row.id);
  callGuests.forget(row.id);
  const over: CallRow = { ...row, title: "", state: "ended", endedAt: row.endedAt ?? change.now };
  showCard(change, over);
  change.projectCall({ ...row, revision: workspace.nextRevision() }, change.now);
  change.sayOfCalls({ type: "call.deleted", call: row.id });
}
