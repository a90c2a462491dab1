import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { accountAct } from "./audit.ts";
import type { Database } from "./database.ts";
import { freePictures } from "./files.ts";
import { account, apiKeys, auditLogs, idempotencyKeys, profileChanges, session, user } from "./schema.ts";

/** Whether anyone has, or ever had, an account here. */
export async function anyUser(db: Database): Promise<boolean> {
  const [users, acts] = await db.batch([
    db.select({ id: user.id }).from(user).limit(1),
    db.select({ id: auditLogs.id }).from(auditLogs).limit(1),
  ]);
  return users.length > 0 || acts.length > 0;
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
    // What they uploaded is not their picture any more; the sweep deletes it.
    ...(profile.image === undefined ? [] : [freePictures(db, id)]),
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

/** The hash of a user's password; null for whoever signs in by other ways only. */
export async function passwordOf(db: Database, id: string): Promise<string | null> {
  const kept = await db
    .select({ password: account.password })
    .from(account)
    .where(and(eq(account.userId, id), eq(account.providerId, "credential")))
    .get();
  return kept?.password ?? null;
}

/** Deletes a user with all ways in. Triggers note what the sockets of their sessions and keys are owed. */
export async function deleteUser(db: Database, id: string, now: number): Promise<void> {
  await db.batch([
    accountAct(db, { act: "account.deleted", by: id }),
    db
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(eq(apiKeys.user, id), isNull(apiKeys.revokedAt))),
    db.delete(idempotencyKeys).where(eq(idempotencyKeys.user, id)),
    db.delete(profileChanges).where(eq(profileChanges.user, id)),
    freePictures(db, id),
    db.delete(session).where(eq(session.userId, id)),
    db.delete(user).where(eq(user.id, id)),
  ]);
}

/** The user who has an address, in any case; null for nobody. */
export async function userOfAddress(db: Database, email: string): Promise<string | null> {
  const found = await db.select({ id: user.id }).from(user).where(eq(user.email, email.toLowerCase())).get();
  return found?.id ?? null;
}

/** A user's address; null for whoever is no more. */
export async function addressOf(db: Database, id: string): Promise<string | null> {
  const found = await db.select({ email: user.email }).from(user).where(eq(user.id, id)).get();
  return found?.email ?? null;
}

/** What users are called now, by their ids; those who are no more are left out. */
export async function namesOf(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: user.id, name: user.name })
    .from(user)
    // As one parameter: D1 takes 100 of them in a query.
    .where(sql`${user.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
