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
    | "session.revoked_all"
    | "session.revoked_others"
    | "key.created"
    | "key.revoked";
  /** The user who did it. */
  by: string;
  /** What it was done to: a session, a key, or null for the account itself. */
  target?: string;
  detail?: Record<string, string | number | boolean | null | readonly string[]>;
}

/** The statement that adds one act of an account: await it, or put it into the batch of what it tells of. */
export function accountAct(db: Database, { act, by, target, detail }: AccountAct) {
  return db
    .insert(auditLogs)
    .values({ id: newId(), at: Date.now(), workspace: null, by, act, target: target ?? null, detail: detail ?? {} });
}
