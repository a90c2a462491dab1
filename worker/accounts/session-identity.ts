import type { Context } from "hono";
import { RoomError } from "../../durable-objects/room/errors.ts";
import type { AppEnv, Identity, User } from "../http/context.ts";
import type { Settings } from "../settings.ts";
import { authFor } from "./auth.ts";

/**
 * Whoever the request's bearer token, or else its cookie, is a session of; null when of nobody. A session in use is
 * prolonged, and its cookie with it.
 * @throws RoomError `unavailable` when D1 cannot be asked.
 */
export async function sessionIdentity(c: Context<AppEnv>, bearer: string | undefined): Promise<Identity | null> {
  const headers = new Headers(c.req.raw.headers);
  // A request that shows a token is judged by it alone: a browser adds cookies that nobody asked it to send.
  if (bearer !== undefined) headers.delete("cookie");
  else if (!headers.has("cookie")) return null;
  const settings = c.get("settings");
  const auth = authFor(c.env, settings, c.req.url);
  const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true }).catch(() => {
    // It answers null for every session that does not count; it throws when it could not ask.
    throw new RoomError("unavailable", "Who you are could not be checked just now. Try again.");
  });
  for (const cookie of answered.getSetCookie()) c.header("set-cookie", cookie, { append: true });
  if (!response) return null;
  return {
    user: userOf(response.user, settings),
    session: response.session.id,
    scopes: null,
    by: bearer === undefined ? "cookie" : "bearer",
  };
}

interface AccountRow {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  image?: string | null | undefined;
  superadmin: boolean;
}

/**
 * A user as the rest of the worker knows one. SUPERADMIN_EMAIL counts for whom it named when they were the first to
 * sign up (the stored `superadmin`), or once the address is verified; taking it out of the settings takes it back.
 */
export function userOf(row: AccountRow, settings: Settings): User {
  const named = row.email.toLowerCase() === settings.SUPERADMIN_EMAIL;
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailVerified: row.emailVerified,
    image: row.image ?? null,
    superadmin: named && (row.emailVerified || row.superadmin),
  };
}
