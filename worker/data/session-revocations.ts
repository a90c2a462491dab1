/** Ended sessions and keys whose open sockets have yet to hear of it. Triggers add the rows (migration 0002). */
import { eq, inArray, lt, lte, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { sessionRevocations } from "./schema.ts";

type RevocationRow = typeof sessionRevocations.$inferSelect;

/**
 * Takes up to `limit` revocations due at `now` and keeps others from taking them for `holdMs`: who dies at it leaves
 * them to the next.
 */
export function takeDueRevocations(db: Database, now: number, holdMs: number, limit: number): Promise<RevocationRow[]> {
  const due = db
    .select({ id: sessionRevocations.id })
    .from(sessionRevocations)
    .where(lte(sessionRevocations.dueAt, now))
    .orderBy(sessionRevocations.dueAt)
    .limit(limit);
  return db
    .update(sessionRevocations)
    .set({ dueAt: now + holdMs, attempts: sql`${sessionRevocations.attempts} + 1` })
    .where(inArray(sessionRevocations.id, due))
    .returning();
}

/** Notes that a revocation was told everywhere, and that it is to be told again at `againAt`. */
export async function noteTold(db: Database, id: number, againAt: number): Promise<void> {
  await db
    .update(sessionRevocations)
    .set({ told: sql`${sessionRevocations.told} + 1`, attempts: 0, dueAt: againAt })
    .where(eq(sessionRevocations.id, id));
}

/** Puts a revocation that could not be told everywhere off until `dueAt`. */
export async function postpone(db: Database, id: number, dueAt: number): Promise<void> {
  await db.update(sessionRevocations).set({ dueAt }).where(eq(sessionRevocations.id, id));
}

/** Strikes a revocation off the list. */
export async function settleRevocation(db: Database, id: number): Promise<void> {
  await db.delete(sessionRevocations).where(eq(sessionRevocations.id, id));
}

/** Strikes off what was revoked before `before`. Answers how many rows that was. */
export async function dropOldRevocations(db: Database, before: number): Promise<number> {
  const dropped = await db.delete(sessionRevocations).where(lt(sessionRevocations.revokedAt, before));
  return dropped.meta.changes;
}
