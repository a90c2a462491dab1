/** The log of calls: who was in one, when, and how good it was for them. */
import { and, asc, eq, gt, or, sql } from "drizzle-orm";
import { CallLogEntry, QualitySummary } from "../../durable-objects/workspace/calls/protocol.ts";
import { callLog } from "./call-schema.ts";
import type { Database } from "./database.ts";

/** One stay of one peer, as the call's room owes it. */
export interface CallStay extends CallLogEntry {
  /** The number of the room's word on it: of two, the one with the greater holds. */
  revision: number;
}

const COLUMNS = "call, peer, workspace, user, name, joined_at, left_at, quality, revision";

/**
 * Writes stays in a call, for its room's lane: each as a whole, in any order and any number of times. Of a call that was
 * deleted nothing is written any more. @throws when D1 cannot be reached; the caller keeps what it owes.
 */
export async function writeCallLog(
  d1: D1Database,
  at: { workspace: string; call: string },
  stays: readonly CallStay[],
): Promise<void> {
  if (stays.length === 0) return;
  const rows = stays.map(({ peer, user, name, joinedAt, leftAt, quality, revision }) => [
    ...[peer, user, name, joinedAt, leftAt],
    ...[quality === null ? null : JSON.stringify(quality), revision],
  ]);
  await d1
    .prepare(
      `INSERT INTO call_log (${COLUMNS})
       SELECT ?1, value ->> 0, ?2, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
       FROM json_each(?3) WHERE NOT EXISTS (SELECT 1 FROM calls WHERE id = ?1 AND deleted_at IS NOT NULL)
       ON CONFLICT (call, peer) DO UPDATE SET name = excluded.name, left_at = excluded.left_at,
         quality = excluded.quality, revision = excluded.revision
       WHERE excluded.revision > call_log.revision`,
    )
    .bind(at.call, at.workspace, JSON.stringify(rows))
    .run();
}

/** The statement that erases the log of these calls, which are no more. */
export function eraseCallLogs(db: Database, ids: readonly string[]) {
  return db.delete(callLog).where(sql`${callLog.call} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

/** The statement that erases the log of each of a workspace's calls that is no more. */
export function eraseBuriedLogs(d1: D1Database, workspace: string): D1PreparedStatement {
  return d1
    .prepare("DELETE FROM call_log WHERE call IN (SELECT id FROM calls WHERE workspace = ? AND deleted_at IS NOT NULL)")
    .bind(workspace);
}

/** A place in a call's log. */
export interface CallLogPlace {
  joinedAt: number;
  peer: string;
}

/** Up to `limit` stays in a call behind the place `after`, in the order in which they began. */
export async function callLogOf(
  db: Database,
  at: { workspace: string; call: string },
  { after, limit }: { after: CallLogPlace | null; limit: number },
): Promise<CallLogEntry[]> {
  const behind =
    after &&
    or(gt(callLog.joinedAt, after.joinedAt), and(eq(callLog.joinedAt, after.joinedAt), gt(callLog.peer, after.peer)));
  const rows = await db
    .select()
    .from(callLog)
    .where(and(eq(callLog.call, at.call), eq(callLog.workspace, at.workspace), behind ?? undefined))
    .orderBy(asc(callLog.joinedAt), asc(callLog.peer))
    .limit(limit);
  return rows.map(({ quality, ...row }) => CallLogEntry.parse({ ...row, quality: qualityOf(quality) }));
}

/** What was measured; null where nothing was, or what another release measured that this one does not know. */
function qualityOf(kept: unknown): QualitySummary | null {
  return QualitySummary.safeParse(kept).data ?? null;
}
