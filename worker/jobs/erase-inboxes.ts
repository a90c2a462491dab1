/** Erases the inboxes of users who are no more. What is owed is in D1 until the inbox has taken it. */
import { database } from "../data/database.ts";
import { postponeErasure, settleErasure, takeDueErasures } from "../data/inbox-erasures.ts";
import type { Bindings } from "../env.ts";
import { log } from "../http/logs.ts";
import { AT_ONCE, HOLD_MS, retryAt } from "./tell-workspaces.ts";

/** Erases what is due, and answers how many inboxes that was. @throws when D1 cannot be reached. */
export async function eraseInboxes(env: Bindings, now: number = Date.now()): Promise<number> {
  const db = database(env.DB);
  const due = await takeDueErasures(db, now, HOLD_MS, AT_ONCE);
  for (const { user, attempts } of due) {
    if (await erased(env, user)) await settleErasure(db, user);
    else await postponeErasure(db, user, retryAt(now, attempts));
  }
  return due.length;
}

async function erased(env: Bindings, user: string): Promise<boolean> {
  try {
    return (await env.INBOX.getByName(user).erase()).ok;
  } catch (error) {
    log("warn", "inbox_not_erased", { user, name: error instanceof Error ? error.name : "unknown" });
    return false;
  }
}
