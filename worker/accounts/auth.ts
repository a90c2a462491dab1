/** Accounts by better-auth on D1, without its organizations: members and roles belong to the workspace object. */
import { waitUntil } from "cloudflare:workers";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { bearer } from "better-auth/plugins/bearer";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { z } from "zod";
import { newId } from "../../durable-objects/room/id.ts";
import { type AccountAct, accountAct } from "../data/audit.ts";
import { type Database, database } from "../data/database.ts";
import * as schema from "../data/schema.ts";
import { anyUser, proveAddress } from "../data/users.ts";
import type { Bindings } from "../env.ts";
import { log } from "../http/logs.ts";
import { sendMail } from "../providers/mail/send.ts";
import type { Settings } from "../settings.ts";
import { addressWanted } from "./email-change.ts";
import { RESET_SECONDS, releaseMail, resetMail, takeMail, VERIFY_SECONDS, verifyMail } from "./mails.ts";
import { hashPassword, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, verifyPassword } from "./password.ts";
import { profileKept } from "./profile.ts";
import { socialProviders } from "./social.ts";

/** Seconds a session lasts unused; it is prolonged once a day while it is used. */
const SESSION_SECONDS = 30 * 24 * 60 * 60;
const PROLONG_AFTER_SECONDS = 24 * 60 * 60;

/** The origin this server is known under: PUBLIC_URL, or locally wherever it was asked at. */
export function originOf(requestUrl: string, settings: Settings): string {
  return new URL(settings.PUBLIC_URL ?? requestUrl).origin;
}

function makeAuth(env: Bindings, settings: Settings, origin: string) {
  const db = database(env.DB);
  return betterAuth({
    appName: "Ensemble",
    baseURL: origin,
    basePath: "/api/auth",
    secret: settings.AUTH_SECRET,
    telemetry: { enabled: false },
    database: drizzleAdapter(db, { provider: "sqlite", schema }),
    trustedOrigins: settings.CORS_ORIGINS,
    // A profile changes by PATCH /api/me, which also tells the user's workspaces.
    disabledPaths: ["/update-user", "/update-session", "/delete-user", "/ok", "/error"],
    // What fails is thrown on to our own error handler: better-auth's would print queries with their values.
    onAPIError: { errorURL: `${origin}/`, throw: true },
    user: {
      additionalFields: { superadmin: { type: "boolean", defaultValue: false, input: false } },
      changeEmail: {
        enabled: true,
        // An address that was proven has a say in its going: else whoever finds a browser signed in takes the account.
        sendChangeEmailConfirmation: ({ user, newEmail, url, token }) =>
          sendMail(env, settings, "change-email", releaseMail(user, newEmail, url, token)),
      },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: PROLONG_AFTER_SECONDS, freshAge: 0 },
    account: {
      encryptOAuthTokens: true,
      accountLinking: { enabled: true, trustedProviders: [], requireLocalEmailVerified: true },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, url, token }) => {
        // Without a page asked for, the link goes to the app's own.
        const asked = new URL(url).searchParams.get("callbackURL");
        const link = asked ? url : `${origin}/reset-password?token=${encodeURIComponent(token)}`;
        return sendMail(env, settings, "reset", resetMail(user, link, token));
      },
      onPasswordReset: async ({ user }) => {
        if (!user.emailVerified) await proveAddress(db, user.id, Date.now());
        await record(db, { act: "password.reset", by: user.id });
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: VERIFY_SECONDS,
      sendVerificationEmail: ({ user, url, token }) => {
        const mail = addressWanted(token) === null ? verifyMail : takeMail;
        return sendMail(env, settings, "verify", mail(user, url, token));
      },
    },
    databaseHooks: accountHooks(db, settings),
    // Ours counts in an object and covers every route; see http/rate-limit.ts.
    rateLimit: { enabled: false },
    logger: { level: "warn", disableColors: true, log: logOf },
    advanced: {
      cookiePrefix: "ensemble",
      useSecureCookies: settings.ENVIRONMENT !== "local",
      database: { generateId: () => newId() },
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
      // So that an answer's time does not tell whether a mail went out.
      backgroundTasks: { handler: waitUntil },
    },
    plugins: [
      // Only signed tokens count: one read out of the database opens nothing.
      bearer({ requireSignature: true }),
      genericOAuth({ config: socialProviders(settings) }),
    ],
  });
}

/** What better-auth tells a hook of the request it runs in. */
interface HookContext {
  path?: string | undefined;
  query?: unknown;
}

function accountHooks(db: Database, settings: Settings) {
  return {
    user: {
      create: {
        before: async (user: { name: string; email: string; image?: string | null | undefined }) => {
          const named = user.email.toLowerCase() === settings.SUPERADMIN_EMAIL;
          return { data: { ...profileKept(user), superadmin: named && !(await anyUser(db)) } };
        },
        after: (user: { id: string }) => record(db, { act: "account.created", by: user.id }),
      },
      update: {
        after: async (user: { id: string; email: string }, context: HookContext | null) => {
          const token = z.object({ token: z.string() }).safeParse(context?.query);
          const took = context?.path === "/verify-email" && token.success ? addressWanted(token.data.token) : null;
          if (took !== null && took === user.email) await record(db, { act: "account.email_changed", by: user.id });
        },
      },
    },
    session: {
      create: {
        after: (session: { id: string; userId: string }) =>
          record(db, { act: "session.started", by: session.userId, target: session.id }),
      },
      delete: {
        after: async (session: { id: string; userId: string; expiresAt: Date }) => {
          if (session.expiresAt.getTime() <= Date.now()) return;
          await record(db, { act: "session.revoked", by: session.userId, target: session.id });
        },
      },
    },
    account: {
      create: {
        // An ID token has said all it had to say once it was read, and better-auth would keep it in the open.
        before: async () => ({ data: { idToken: null } }),
        after: (account: { userId: string; providerId: string }) =>
          record(db, {
            act: "account.linked",
            by: account.userId,
            detail: { provider: account.providerId },
          }),
      },
      update: {
        before: async () => ({ data: { idToken: null } }),
        after: async (account: { userId: string }, context: HookContext | null) => {
          if (context?.path === "/change-password") await record(db, { act: "password.changed", by: account.userId });
        },
      },
      delete: {
        after: (account: { userId: string; providerId: string }) =>
          record(db, { act: "account.unlinked", by: account.userId, detail: { provider: account.providerId } }),
      },
    },
  };
}

async function record(db: Database, act: AccountAct): Promise<void> {
  await accountAct(db, act);
}

/** better-auth names addresses and rows in its messages; only what it is about may reach the log. */
function logOf(level: "debug" | "info" | "success" | "warn" | "error", message: string, ...details: unknown[]): void {
  const error = details.find((detail) => detail instanceof Error);
  const about = message.replaceAll(/\S+@\S+/g, "(address)").slice(0, 200);
  log(level === "error" ? "error" : "warn", "accounts", { about, name: error?.name });
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
