/** Accounts by better-auth on D1, without its organizations: members and roles belong to the workspace object. */
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { bearer } from "better-auth/plugins/bearer";
import { newId } from "../../durable-objects/room/id.ts";
import { database } from "../data/database.ts";
import * as schema from "../data/schema.ts";
import type { Bindings } from "../env.ts";
import type { Settings } from "../settings.ts";

/** Seconds a session lasts unused; it is prolonged once a day while it is used. */
const SESSION_SECONDS = 30 * 24 * 60 * 60;
const PROLONG_AFTER_SECONDS = 24 * 60 * 60;

/** The origin this server is known under: PUBLIC_URL, or locally wherever it was asked at. */
export function originOf(requestUrl: string, settings: Settings): string {
  return new URL(settings.PUBLIC_URL ?? requestUrl).origin;
}

function makeAuth(env: Bindings, settings: Settings, origin: string) {
  return betterAuth({
    appName: "Ensemble",
    baseURL: origin,
    basePath: "/api/auth",
    secret: settings.AUTH_SECRET,
    telemetry: { enabled: false },
    database: drizzleAdapter(database(env.DB), { provider: "sqlite", schema }),
    trustedOrigins: settings.CORS_ORIGINS,
    user: { additionalFields: { superadmin: { type: "boolean", defaultValue: false, input: false } } },
    session: { expiresIn: SESSION_SECONDS, updateAge: PROLONG_AFTER_SECONDS, freshAge: 0 },
    emailAndPassword: { enabled: true },
    // Ours counts in an object and covers every route; see http/rate-limit.ts.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: "ensemble",
      database: { generateId: () => newId() },
      disableOriginCheck: false,
    },
    plugins: [bearer()],
  });
}

export type Auth = ReturnType<typeof makeAuth>;

const made = new WeakMap<object, { origin: string; auth: Auth }>();

/** The accounts of `env` for a request to `requestUrl`; made once and kept while the origin stays the same. */
export function authFor(env: Bindings, settings: Settings, requestUrl: string): Auth {
  const origin = originOf(requestUrl, settings);
  const before = made.get(env);
  if (before?.origin === origin) return before.auth;
  const auth = makeAuth(env, settings, origin);
  made.set(env, { origin, auth });
  return auth;
}
