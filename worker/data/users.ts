import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import { accountAct } from "./audit.ts";
import type { Database } from "./database.ts";
import { account, apiKeys, user } from "./schema.ts";

/** Whether anyone has an account here yet. */
export async function anyUser(db: Database): Promise<boolean> {
  return (await db.select({ id: user.id }).from(user).limit(1).get()) !== undefined;
}

/** Changes what is given of a user's profile. A trigger notes that the user's workspaces are owed a new name. */
export async function updateProfile(
  db: Database,
  id: string,
  profile: { name?: string | undefined; image?: string | null | undefined },
  now: number,
): Promise<void> {
  await db.batch([
    db
      .update(user)
      .set({ ...profile, updatedAt: new Date(now) })
      .where(eq(user.id, id)),
    accountAct(db, { act: "account.profile_changed", by: id, detail: { fields: Object.keys(profile) } }),
  ]);
}

/**
 * Marks a user's address as proven by who reset the password through it. While it was not proven, anyone could have
 * signed up with it: so the other ways in that came before the proof, foreign accounts and API keys, end here.
 */
export async function proveAddress(db: Database, id: string, now: number): Promise<void> {
  await db.batch([
    db
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(eq(apiKeys.user, id), isNull(apiKeys.revokedAt))),
    db.delete(account).where(and(eq(account.userId, id), ne(account.providerId, "credential"))),
    db
      .update(user)
      .set({ emailVerified: true, updatedAt: new Date(now) })
      .where(eq(user.id, id)),
  ]);
}

/** What users are called now, by their ids; those who are no more are left out. At most 100 at once (D1's parameters). */
export async function namesOf(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(inArray(user.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
