/** API keys: `ens_` and 32 random bytes. Only their SHA-256 is kept; with 256 bits of chance no slow hash is needed. */
import { z } from "zod";
import { findKeyByHash, touchKey } from "../data/api-keys.ts";
import { KEY_CREDENTIAL } from "../data/credentials.ts";
import { database } from "../data/database.ts";
import { type Identity, SCOPES } from "../http/context.ts";
import type { Settings } from "../settings.ts";
import { userOf } from "./session-identity.ts";

export const KEY_PREFIX = "ens_";
/** Characters of a key that are kept in the open, so that its owner can tell it from others. */
const START_LENGTH = 10;
/** A key's last use is written at most this often, or each request would be a write. */
const TOUCH_EVERY_MS = 60_000;

export const Scopes = z.array(z.enum(SCOPES)).min(1).max(SCOPES.length);

/** A new key: the text that is shown once, what is kept of it, and its first characters. */
export async function makeKey(): Promise<{ key: string; hash: string; start: string }> {
  const random = crypto.getRandomValues(new Uint8Array(32));
  const key = KEY_PREFIX + random.toBase64({ alphabet: "base64url", omitPadding: true });
  return { key, hash: await hashKey(key), start: key.slice(0, START_LENGTH) };
}

async function hashKey(key: string): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key))).toHex();
}

/** Whoever `key` belongs to, or null for one that is unknown, expired or revoked. */
export async function keyIdentity(
  env: { DB: D1Database },
  settings: Settings,
  key: string,
  now: number = Date.now(),
): Promise<Identity | null> {
  if (!key.startsWith(KEY_PREFIX)) return null;
  const db = database(env.DB);
  const found = await findKeyByHash(db, await hashKey(key));
  if (!found || found.key.revokedAt !== null) return null;
  if (found.key.expiresAt !== null && found.key.expiresAt <= now) return null;
  if ((found.key.lastUsedAt ?? 0) < now - TOUCH_EVERY_MS) await touchKey(db, found.key.id, now);
  return {
    user: userOf(found.user, settings),
    session: KEY_CREDENTIAL + found.key.id,
    scopes: Scopes.parse(found.key.scopes),
    by: "key",
  };
}
