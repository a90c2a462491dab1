/** Who asks: a session's cookie, a session's bearer token, or an API key. */
import type { Context, MiddlewareHandler } from "hono";
import { RoomError } from "../../durable-objects/room/errors.ts";
import { originOf } from "../accounts/auth.ts";
import { KEY_PREFIX, keyIdentity } from "../accounts/keys.ts";
import { sessionIdentity } from "../accounts/session-identity.ts";
import type { AppEnv, Identity, Scope } from "./context.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Sets `c.get("identity")`, null when signed out or when what was shown does not count: `requireUser` refuses those,
 * and the few routes open to all answer as to anyone.
 * @throws RoomError `forbidden` for a cookie sent by a page of another origin, and for a key whose scopes do not cover
 *   the method.
 */
export const identify: MiddlewareHandler<AppEnv> = async (c, next) => {
  const authorization = c.req.header("authorization");
  const bearer = authorization?.slice(0, 7).toLowerCase() === "bearer " ? authorization.slice(7).trim() : undefined;
  const key = c.req.header("x-api-key") ?? (bearer?.startsWith(KEY_PREFIX) ? bearer : undefined);

  const identity =
    key === undefined ? await sessionIdentity(c, bearer) : await keyIdentity(c.env, c.get("settings"), key);
  const changes = !SAFE.has(c.req.method);
  if (changes && identity?.by === "cookie" && !ownOrigin(c.req.header("origin"), c.req.url, c.get("settings"))) {
    throw new RoomError("forbidden", "This page may not act for the one who is signed in here.");
  }
  if (identity) allow(identity, changes ? "write" : "read");
  c.set("identity", identity);
  await next();
};

/** Browsers name the page's origin with every request that changes something; who names none is no browser. */
function ownOrigin(origin: string | undefined, url: string, settings: AppEnv["Variables"]["settings"]): boolean {
  return origin === undefined || origin === originOf(url, settings) || settings.CORS_ORIGINS.includes(origin);
}

function allow(identity: Identity, scope: Scope): void {
  if (identity.scopes === null || identity.scopes.includes(scope)) return;
  throw new RoomError("forbidden", `This API key lacks the scope "${scope}".`);
}

function signedIn(c: Context<AppEnv>): Identity {
  const identity = c.get("identity");
  if (!identity) throw new RoomError("not_authenticated", "Sign in first, or show a token or key that is still valid.");
  c.set("user", identity.user);
  return identity;
}

/** Lets only the signed in pass, and sets `c.get("user")`. @throws RoomError `not_authenticated` */
export const requireUser: MiddlewareHandler<AppEnv> = async (c, next) => {
  signedIn(c);
  await next();
};

/** {@link requireUser}, and an API key must have the scope `admin`: for members, invitations, deletions and the like. */
export const requireAdminScope: MiddlewareHandler<AppEnv> = async (c, next) => {
  allow(signedIn(c), "admin");
  await next();
};

/** {@link requireUser}, and no API key: for what a leaked key must not be able to change. */
export const requireSession: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (signedIn(c).by === "key") throw new RoomError("forbidden", "An API key may not do this; sign in.");
  await next();
};
