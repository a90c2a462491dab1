/** What was answered under an idempotency key, and who is at work on it (P3). */
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { idempotencyKeys } from "./schema.ts";

/** How long a committed answer is remembered. */
export const REMEMBERED_MS = 24 * 60 * 60 * 1000;
/**
 * How long an attempt that does not come back, since the server died under it, keeps others from trying. Shorter than a
 * retry is ready to wait (http/idempotency.ts), so that the first retry after a crash succeeds; an attempt that takes
 * longer than this is overtaken by one that makes the same object.
 */
const CLAIM_MS = 4_000;

export type IdempotencyRow = typeof idempotencyKeys.$inferSelect;

/** One key: of a user, on a route. */
export interface KeyPlace {
  user: string;
  route: string;
  key: string;
}

function at(place: KeyPlace) {
  return and(
    eq(idempotencyKeys.user, place.user),
    eq(idempotencyKeys.route, place.route),
    eq(idempotencyKeys.key, place.key),
  );
}

/**
 * Claims the key for the attempt `claim`, unless it has an answer or another attempt is at work. Answers the row as it
 * is then: its `claim` tells whether this attempt has it. One transaction.
 */
export async function claimKey(
  db: Database,
  place: KeyPlace,
  attempt: { bodyHash: string; creation: string; claim: string },
  now: number,
): Promise<IdempotencyRow | undefined> {
  const claimedUntil = now + CLAIM_MS;
  const [, , rows] = await db.batch([
    db.delete(idempotencyKeys).where(and(at(place), lt(idempotencyKeys.createdAt, now - REMEMBERED_MS))),
    db
      .insert(idempotencyKeys)
      .values({ ...place, ...attempt, claimedUntil, createdAt: now })
      .onConflictDoUpdate({
        target: [idempotencyKeys.user, idempotencyKeys.route, idempotencyKeys.key],
        set: { claim: attempt.claim, claimedUntil },
        setWhere: sql`${idempotencyKeys.status} IS NULL AND ${idempotencyKeys.claimedUntil} < ${now}
          AND ${idempotencyKeys.bodyHash} = excluded.body_hash`,
      }),
    db.select().from(idempotencyKeys).where(at(place)),
  ]);
  return rows[0];
}

/** Remembers a committed answer. Does nothing when another attempt has taken over. */
export async function rememberAnswer(
  db: Database,
  place: KeyPlace,
  claim: string,
  answer: { status: number; answer: string },
): Promise<void> {
  await db
    .update(idempotencyKeys)
    .set(answer)
    .where(and(at(place), eq(idempotencyKeys.claim, claim)));
}

/** Lets the next attempt start at once, and make the same object as this one. */
export async function releaseKey(db: Database, place: KeyPlace, claim: string): Promise<void> {
  await db
    .update(idempotencyKeys)
    .set({ claimedUntil: 0 })
    .where(and(at(place), eq(idempotencyKeys.claim, claim), isNull(idempotencyKeys.status)));
}

/** Forgets a key under which nothing was done. */
export async function forgetKey(db: Database, place: KeyPlace, claim: string): Promise<void> {
  await db
    .delete(idempotencyKeys)
    .where(and(at(place), eq(idempotencyKeys.claim, claim), isNull(idempotencyKeys.status)));
}

/** Deletes what need not be remembered any more. Answers how many rows that was. */
export async function sweepIdempotencyKeys(db: Database, now: number): Promise<number> {
  const swept = await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, now - REMEMBERED_MS));
  return swept.meta.changes;
}
