/** `audit_logs`: every sensitive act, for good. */
import { newId } from "../../durable-objects/room/id.ts";
import type { Database } from "./database.ts";
import { auditLogs } from "./schema.ts";

/** An act that concerns an account alone; acts in a workspace come from the workspace object. */
export interface AccountAct {
  act:
    | "account.created"
    | "account.linked"
    | "account.profile_changed"
    | "password.changed"
    | "password.reset"
    | "session.started"
    | "session.revoked"
    | "session.revoked_others"
    | "key.created"
    | "key.revoked";
  /** The user who did it. */
  by: string;
  /** What it was done to: a session, a key, or null for the account itself. */
  target?: string;
  detail?: Record<string, string | number | boolean | null | readonly string[]>;
}

/** Adds one act of an account. */
export async function recordAccountAct(db: Database, { act, by, target, detail }: AccountAct): Promise<void> {
  await db
    .insert(auditLogs)
    .values({ id: newId(), at: Date.now(), workspace: null, by, act, target: target ?? null, detail: detail ?? {} });
}
