/** Users whose workspaces have yet to hear of a new name, address or picture. A trigger adds the rows (migration 0007). */
import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { profileChanges, user } from "./schema.ts";

export interface ProfileChange {
  user: string;
  /** Which change of this user it is. */
  change: number;
  attempts: number;
  name: string;
  email: string;
  image: string | null;
}

/**
 * Takes up to `limit` changes due at `now`, each with the profile as it is now, and keeps others from taking them for
 * `holdMs`: who dies at it leaves them to the next.
 */
export async function takeDueProfileChanges(
  db: Database,
  now: number,
  holdMs: number,
  limit: number,
): Promise<ProfileChange[]> {
  const due = db
    .select({ user: profileChanges.user })
    .from(profileChanges)
    .where(lte(profileChanges.dueAt, now))
    .orderBy(profileChanges.dueAt)
    .limit(limit);
  const taken = await db
    .update(profileChanges)
    .set({ dueAt: now + holdMs, attempts: sql`${profileChanges.attempts} + 1` })
    .where(inArray(profileChanges.user, due))
    .returning();
  if (taken.length === 0) return [];
  const people = await db
    .select({ id: user.id, name: user.name, email: user.email, image: user.image })
    .from(user)
    .where(
      inArray(
        user.id,
        taken.map((row) => row.user),
      ),
    );
  const profiles = new Map(people.map((person) => [person.id, person]));
  return taken.flatMap(({ user: id, change, attempts }) => {
    const profile = profiles.get(id);
    if (!profile) return [];
    const { name, email, image } = profile;
    return [{ user: id, change, attempts, name, email, image }];
  });
}

/** Puts a change that could not be told everywhere off until `dueAt`, unless there has been another since. */
export async function postponeProfileChange(db: Database, told: ProfileChange, dueAt: number): Promise<void> {
  await db.update(profileChanges).set({ dueAt }).where(same(told));
}

/** Strikes a change off the list, unless there has been another since. */
export async function settleProfileChange(db: Database, told: ProfileChange): Promise<void> {
  await db.delete(profileChanges).where(same(told));
}

function same({ user: id, change }: ProfileChange) {
  return and(eq(profileChanges.user, id), eq(profileChanges.change, change));
}
