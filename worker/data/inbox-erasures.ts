/** Users who are no more and whose inbox has yet to be erased. A trigger adds the rows (migration 0008). */
import { eq, inArray, lte, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { inboxErasures } from "./schema.ts";

type ErasureRow = typeof inboxErasures.$inferSelect;

/**
 * Takes up to `limit` erasures due at `now` and keeps others from taking them for `holdMs`: who dies at it leaves them to
 * the next.
 */
export function takeDueErasures(db: Database, now: number, holdMs: number, limit: number): Promise<ErasureRow[]> {
  const due = db
    .select({ user: inboxErasures.user })
    .from(inboxErasures)
    .where(lte(inboxErasures.dueAt, now))
    .orderBy(inboxErasures.dueAt)
    .limit(limit);
  return db
    .update(inboxErasures)
    .set({ dueAt: now + holdMs, attempts: sql`${inboxErasures.attempts} + 1` })
    .where(inArray(inboxErasures.user, due))
    .returning();
}

/** Puts an erasure that failed off until `dueAt`. */
export async function postponeErasure(db: Database, user: string, dueAt: number): Promise<void> {
  await db.update(inboxErasures).set({ dueAt }).where(eq(inboxErasures.user, user));
}

/** Strikes an erasure off the list. */
export async function settleErasure(db: Database, user: string): Promise<void> {
  await db.delete(inboxErasures).where(eq(inboxErasures.user, user));
}
