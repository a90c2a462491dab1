/**
 * Tells the user's workspaces that a session or key has ended, so that its open sockets close (P4). What is owed is in
 * D1 before anyone is told, and stays there until every workspace has taken it.
 */
import type { Outcome } from "../../durable-objects/room/errors.ts";
import { MAX_TTL_SECONDS } from "../../durable-objects/room/ticket.ts";
import { type Database, database } from "../data/database.ts";
import {
  dropOldRevocations,
  noteTold,
  postpone,
  type RevocationRow,
  settleRevocation,
  takeDueRevocations,
} from "../data/session-revocations.ts";
import { workspaceIdsOf } from "../data/workspaces.ts";
import type { Bindings } from "../env.ts";
import { log } from "../http/logs.ts";

/** Revocations told at one go; the next go takes up the rest. */
const AT_ONCE = 50;
/** How long one teller may take over what it took. */
const HOLD_MS = 60_000;
/** D1's list of a user's workspaces is a projection, and may lag: so each revocation is told a second time then. */
const TELL_AGAIN_MS = 10 * 60_000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 60 * 60_000;
/** After this no ticket that the session could have got is valid, and there is nothing left to tell. */
const MOOT_MS = MAX_TTL_SECONDS * 1000 + 60 * 60_000;

/** What a workspace object takes. Told twice, it does nothing the second time. */
interface RevocationPort {
  revokeSession(revocation: { user: string; session: string }): Promise<Outcome<null>>;
}

/** Tells what is due, and answers how many revocations that was. @throws when D1 cannot be reached. */
export async function tellRevocations(env: Bindings, now: number = Date.now()): Promise<number> {
  const db = database(env.DB);
  const due = await takeDueRevocations(db, now, HOLD_MS, AT_ONCE);
  for (const revocation of due) await tell(env, db, revocation, now);
  return due.length;
}

/** Strikes off what it is too late to tell. Answers how many revocations that was. */
export async function dropMootRevocations(env: Bindings, now: number): Promise<number> {
  const dropped = await dropOldRevocations(database(env.DB), now - MOOT_MS);
  if (dropped > 0) log("warn", "revocations_dropped", { count: dropped });
  return dropped;
}

async function tell(env: Bindings, db: Database, revocation: RevocationRow, now: number): Promise<void> {
  const { id, user, credential, told, attempts } = revocation;
  const workspaces = await workspaceIdsOf(env.DB, user);
  const outcomes = await Promise.all(workspaces.map((workspace) => tellOne(env, workspace, user, credential)));
  if (outcomes.includes(false)) {
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 10));
    return postpone(db, id, now + wait);
  }
  return told === 0 ? noteTold(db, id, now + TELL_AGAIN_MS) : settleRevocation(db, id);
}

/** Whether `workspace` needs to be told no more: it took the word, or there is no such workspace (left). */
async function tellOne(env: Bindings, workspace: string, user: string, session: string): Promise<boolean> {
  const port: RevocationPort = env.WORKSPACE.getByName(workspace);
  try {
    const outcome = await port.revokeSession({ user, session });
    return outcome.ok || outcome.problem.code === "not_found" || outcome.problem.code === "gone";
  } catch (error) {
    log("warn", "revocation_not_told", { workspace, name: error instanceof Error ? error.name : "unknown" });
    return false;
  }
}
