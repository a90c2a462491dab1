import { and, desc, eq, gt, isNull, lt, or } from "drizzle-orm";
import { accountAct } from "./audit.ts";
import type { Database } from "./database.ts";
import { apiKeys, user } from "./schema.ts";

type ApiKeyRow = typeof apiKeys.$inferSelect;
type UserRow = typeof user.$inferSelect;

/** The key with this hash and its owner, whatever its state; undefined for none. */
export function findKeyByHash(db: Database, hash: string): Promise<{ key: ApiKeyRow; user: UserRow } | undefined> {
  return db
    .select({ key: apiKeys, user })
    .from(apiKeys)
    .innerJoin(user, eq(user.id, apiKeys.user))
    .where(eq(apiKeys.hash, hash))
    .get();
}

/** Notes that a key was used at `now`. */
export async function touchKey(db: Database, id: string, now: number): Promise<void> {
  await db.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, id));
}

/**
 * Keeps a new key. With the same id again the newer key takes the earlier one's place: that one was never told to
 * anyone, or its create would not have been tried again.
 */
export async function insertKey(db: Database, row: typeof apiKeys.$inferInsert): Promise<void> {
  const { hash, start } = row;
  await db.batch([
    db.insert(apiKeys).values(row).onConflictDoUpdate({ target: apiKeys.id, set: { hash, start } }),
    accountAct(db, { act: "key.created", by: row.user, target: row.id }),
  ]);
}

/** A user's keys that were not revoked, newest first, from behind the id `before`. */
export function listKeys(db: Database, owner: string, before: string | null, limit: number): Promise<ApiKeyRow[]> {
  return db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.user, owner), isNull(apiKeys.revokedAt), before ? lt(apiKeys.id, before) : undefined))
    .orderBy(desc(apiKeys.id))
    .limit(limit);
}

/** How many keys of a user could still be used at `now`. */
export function countKeys(db: Database, owner: string, now: number): Promise<number> {
  return db.$count(
    apiKeys,
    and(eq(apiKeys.user, owner), isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now))),
  );
}

/** Revokes a user's key. A trigger notes what its sockets are owed. Answers false where there was none to revoke. */
export async function revokeKey(db: Database, owner: string, id: string, now: number): Promise<boolean> {
  const revoked = await db
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.id, id), eq(apiKeys.user, owner), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  if (revoked.length === 0) return false;
  await accountAct(db, { act: "key.revoked", by: owner, target: id });
  return true;
}
