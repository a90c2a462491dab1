/** Tells a user's workspaces their new name, address and picture. What is owed is in D1 until every workspace has taken it. */
import { database } from "../data/database.ts";
import { postponeProfileChange, settleProfileChange, takeDueProfileChanges } from "../data/profile-changes.ts";
import type { Bindings } from "../env.ts";
import { AT_ONCE, HOLD_MS, retryAt, tellWorkspaces } from "./tell-workspaces.ts";

/** Tells what is due, and answers how many users that was. @throws when D1 cannot be reached. */
export async function tellProfiles(env: Bindings, now: number = Date.now()): Promise<number> {
  const db = database(env.DB);
  const due = await takeDueProfileChanges(db, now, HOLD_MS, AT_ONCE);
  for (const changed of due) {
    const { user, name, email, image, attempts } = changed;
    const everywhere = await tellWorkspaces(env, user, (workspace) =>
      workspace.takeProfile({ user, name, email, image }),
    );
    if (everywhere) await settleProfileChange(db, changed);
    else await postponeProfileChange(db, changed, retryAt(now, attempts));
  }
  return due.length;
}
