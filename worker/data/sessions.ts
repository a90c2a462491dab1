import { and, desc, eq, gt, lt, ne } from "drizzle-orm";
import { accountAct } from "./audit.ts";
import type { Database } from "./database.ts";
import { session, verification } from "./schema.ts";

type SessionRow = typeof session.$inferSelect;

/** A user's sessions that have not expired at `now`, newest first, from behind the id `before`. */
export function listSessions(
  db: Database,
  user: string,
  now: number,
  before: string | null,
  limit: number,
): Promise<SessionRow[]> {
  return db
    .select()
    .from(session)
    .where(
      and(eq(session.userId, user), gt(session.expiresAt, new Date(now)), before ? lt(session.id, before) : undefined),
    )
    .orderBy(desc(session.id))
    .limit(limit);
}

/** Ends one session of a user. A trigger notes what its sockets are owed. Answers false where there was none. */
export async function endSession(db: Database, user: string, id: string): Promise<boolean> {
  const ended = await db
    .delete(session)
    .where(and(eq(session.id, id), eq(session.userId, user)))
    .returning({ id: session.id });
  if (ended.length === 0) return false;
  await accountAct(db, { act: "session.revoked", by: user, target: id });
  return true;
}

/** Ends all sessions of a user but `spared`, which may be null. Triggers note what their sockets are owed. */
export async function endSessions(db: Database, user: string, spared: string | null): Promise<void> {
  await db.batch([
    db.delete(session).where(and(eq(session.userId, user), spared === null ? undefined : ne(session.id, spared))),
    accountAct(db, { act: spared === null ? "session.revoked_all" : "session.revoked_others", by: user }),
  ]);
}

/** Deletes sessions, and tokens for mails and sign-ins under way, that expired before `now`. Answers how many. */
export async function sweepExpired(db: Database, now: number): Promise<number> {
  const before = new Date(now);
  const swept = await db.batch([
    db.delete(session).where(lt(session.expiresAt, before)),
    db.delete(verification).where(lt(verification.expiresAt, before)),
  ]);
  return swept.reduce((sum, result) => sum + result.meta.changes, 0);
}
