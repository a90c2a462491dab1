import type { Change } from "../change.ts";
import type { Called } from "../owed.ts";
import type { CallRow } from "./store.ts";

/** Tells the inboxes of `users` what became of a call that they were invited to, but not whoever did it. */
export function tellInvited(
  change: Change,
  { id, title, startsAt }: Pick<CallRow, "id" | "title" | "startsAt">,
  { users, said }: Pick<Called, "said"> & { users: readonly string[] },
): void {
  const hearing = users.filter((user) => user !== change.by && change.stores.members.find(user));
  if (hearing.length > 0) change.callTo({ type: "called", call: id, users: hearing, said, title, startsAt });
}
