/** `audit_logs`: every sensitive act, for good. */
import { z } from "zod";
import { newId } from "../../durable-objects/room/id.ts";
import { conditionOf } from "../../durable-objects/workspace/audit/condition.ts";
import { AuditEntry, type AuditFilter, type AuditPlace } from "../../durable-objects/workspace/audit/protocol.ts";
import type { Database } from "./database.ts";
import { auditLogs } from "./schema.ts";

/** An act that concerns an account alone; acts in a workspace come from the workspace object. */
export interface AccountAct {
  act:
    | "account.created"
    | "account.linked"
    | "account.unlinked"
    | "account.email_changed"
    | "account.profile_changed"
    | "account.deleted"
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

const Row = AuditEntry.omit({ detail: true }).extend({ detail: z.string() });

/**
 * Up to `limit` acts in a workspace that fit the filter behind `before`, newest first. `named` are the ids of whatever has
 * the filter's text in its name. D1 may be a moment behind the workspace. @throws when D1 cannot be asked
 */
export async function auditBefore(
  d1: D1Database,
  workspace: string,
  wanted: { filter: AuditFilter; named: readonly string[]; before: AuditPlace; limit: number },
): Promise<AuditEntry[]> {
  const { before, limit } = wanted;
  const fits = conditionOf(wanted.filter, wanted.named);
  const { results } = await d1
    .prepare(
      `SELECT id, at, "by", act, target, detail FROM audit_logs
       WHERE workspace = ? AND (at, id) < (?, ?) AND ${fits.sql} ORDER BY at DESC, id DESC LIMIT ?`,
    )
    .bind(workspace, before.at, before.id, ...fits.values, limit)
    .all();
  return results.map((result) => {
    const row = Row.parse(result);
    return AuditEntry.parse({ ...row, detail: JSON.parse(row.detail) });
  });
}
