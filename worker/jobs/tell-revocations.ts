/**
 * Tells the user's workspaces and their inbox that a session or key has ended, so that its open sockets close (P4). What
 * is owed is in D1 before anyone is told, and stays there until all of them have taken it.
 */
import { MAX_TTL_SECONDS } from "../../durable-objects/room/ticket.ts";
import { database } from "../data/database.ts";
import {
  dropOldRevocations,
  noteTold,
  postpone,
  settleRevocation,
  takeDueRevocations,
} from "../data/session-revocations.ts";
import type { Bindings } from "../env.ts";
import { log } from "../http/logs.ts";
import { AT_ONCE, HOLD_MS, retryAt, tellWorkspaces } from "./tell-workspaces.ts";

/** D1's list of a user's workspaces is a projection, and may lag: so each revocation is told a second time then. */
const TELL_AGAIN_MS = 10 * 60_000;
/** After this no ticket that the session could have got is valid, and there is nothing left to tell. */
const MOOT_MS = MAX_TTL_SECONDS * 1000 + 60 * 60_000;

/** Tells what is due, and answers how many revocations that was. @throws when D1 cannot be reached. */
export async function tellRevocations(env: Bindings, now: number = Date.now()): Promise<number> {
  const db = database(env.DB);
  const due = await takeDueRevocations(db, now, HOLD_MS, AT_ONCE);
  for (const { id, user, credential, told, attempts } of due) {
    const everywhere = await tellWorkspaces(env, user, (workspace) =>
      workspace.revokeSession({ user, session: credential }),
    );
    const inbox = await tellInbox(env, user, credential);
    if (!everywhere || !inbox) await postpone(db, id, retryAt(now, attempts));
    else if (told === 0) await noteTold(db, id, now + TELL_AGAIN_MS);
    else await settleRevocation(db, id);
  }
  return due.length;
}

/** Tells the user's inbox; false when it could not be reached. One that is erased needs no telling. */
async function tellInbox(env: Bindings, user: string, credential: string): Promise<boolean> {
  try {
    const outcome = await env.INBOX.getByName(user).revokeSession(credential);
    return outcome.ok || outcome.problem.code === "gone";
  } catch (error) {
    log("warn", "inbox_not_told", { user, name: error instanceof Error ? error.name : "unknown" });
    return false;
  }
}

/** Strikes off what it is too late to tell. Answers how many revocations that was. */
export async function dropMootRevocations(env: Bindings, now: number): Promise<number> {
  const dropped = await dropOldRevocations(database(env.DB), now - MOOT_MS);
  if (dropped > 0) log("warn", "revocations_dropped", { count: dropped });
  return dropped;
}
