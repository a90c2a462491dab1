/** Whether what a socket or a ticket was authenticated by still stands: a session, or an API key. */
import { eq } from "drizzle-orm";
import { database } from "./database.ts";
import { apiKeys, session } from "./schema.ts";

/** An API key's id in the place of a session's. */
export const KEY_CREDENTIAL = "key:";

/**
 * Answers whether `credential` (a session's id, or `key:` and an API key's id) is neither revoked nor expired.
 * @throws when D1 cannot be asked.
 */
export async function credentialState(
  d1: D1Database,
  credential: string,
  now: number = Date.now(),
): Promise<"alive" | "ended"> {
  const db = database(d1);
  if (credential.startsWith(KEY_CREDENTIAL)) {
    const key = await db
      .select({ expiresAt: apiKeys.expiresAt, revokedAt: apiKeys.revokedAt })
      .from(apiKeys)
      .where(eq(apiKeys.id, credential.slice(KEY_CREDENTIAL.length)))
      .get();
    const alive = key && key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now);
    return alive ? "alive" : "ended";
  }
  const row = await db.select({ expiresAt: session.expiresAt }).from(session).where(eq(session.id, credential)).get();
  return row && row.expiresAt.getTime() > now ? "alive" : "ended";
}
