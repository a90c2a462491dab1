/** `/api/auth/*`: better-auth's own routes, with our limits before them and our kind of error behind them. */
import { z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { RoomError } from "../../durable-objects/room/errors.ts";
import { authFor } from "../accounts/auth.ts";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "../accounts/password.ts";
import { NewAddress, Newcomer } from "../accounts/profile.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { withoutLoneFetchMode } from "../http/fetch-metadata.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";
import { CODE_OF_STATUS, issuesToErrors, problemOf, problemResponse, sendProblem } from "../http/problem.ts";
import { sensitive, sensitiveForAccount } from "../http/rate-limit.ts";
import { tellProfilesAfterLink, tellRevocationsAfter } from "../http/tell-after.ts";

export const accounts = newRoutes();

const SIGN_IN_PATHS = ["sign-in/*", "sign-up/*", "callback/*", "reset-password", "change-password", "verify-password"];
const MAIL_PATHS = ["request-password-reset", "send-verification-email"];

for (const path of SIGN_IN_PATHS) accounts.use(`/api/auth/${path}`, sensitive("sign-in"));
accounts.use("/api/auth/sign-in/email", sensitiveForAccount("sign-in"));
for (const path of MAIL_PATHS) accounts.use(`/api/auth/${path}`, sensitive("mail"), sensitiveForAccount("mail"));
accounts.use("/api/auth/change-email", sensitive("mail"), sensitiveForAccount("mail", "newEmail"));
accounts.use("/api/auth/*", tellRevocationsAfter);
accounts.use("/api/auth/verify-email", tellProfilesAfterLink);
accounts.use("/api/auth/sign-up/email", withBody(Newcomer));
accounts.use("/api/auth/change-email", withBody(NewAddress));

/** Refuses what better-auth would leave unchecked in a body. @throws RoomError `invalid` */
function withBody(schema: z.ZodType): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const body = await c.req.raw
      .clone()
      .json()
      .catch(() => null);
    const parsed = schema.safeParse(body);
    if (!parsed.success) {
      throw new RoomError("invalid", "Some of what was sent is not right.", issuesToErrors(parsed.error));
    }
    await next();
  };
}

accounts.on(["GET", "POST"], "/api/auth/*", async (c) => {
  const answer = await authFor(c.env, c.get("settings"), c.req.url).handler(withoutLoneFetchMode(c.req.raw));
  return answer.status < 400 ? answer : problemFrom(answer, c.get("requestId"));
});

const AuthError = z.object({ code: z.string().max(100), message: z.string().max(500) });

/**
 * better-auth's `{code, message}` as a problem: its status stays, its code becomes the problem's `reason`. When it
 * fails it is D1 that failed it; it has logged that.
 */
async function problemFrom(answer: Response, requestId: string): Promise<Response> {
  if (answer.status >= 500) {
    return problemResponse(new RoomError("unavailable", "This could not be done just now. Try again."), requestId);
  }
  const code = CODE_OF_STATUS[answer.status] ?? "invalid";
  const told = AuthError.safeParse(await answer.json().catch(() => null));
  const detail = told.success
    ? told.data.message
    : code === "not_found"
      ? "There is nothing at this address."
      : "Not done.";
  const problem = problemOf(new RoomError(code, detail), requestId);
  const headers = new Headers();
  // Cookies are cleared with errors, too.
  for (const cookie of answer.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return sendProblem(
    { ...problem, status: answer.status, ...(told.success ? { reason: told.data.code } : {}) },
    headers,
  );
}

const password = z.string().min(MIN_PASSWORD_LENGTH).max(MAX_PASSWORD_LENGTH);
const Token = {
  "set-auth-token": { description: "The bearer token of the session", schema: { type: "string" as const } },
};
const Entered = z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });
const Done = z.object({ status: z.boolean() });

/** What README names of better-auth's routes; it has more, described at https://www.better-auth.com/docs. */
const DESCRIBED = [
  {
    path: "sign-up/email",
    summary: "Sign up",
    body: Newcomer.extend({ password }),
    answer: { ...json(Entered, "Signed up and in: a cookie is set, too"), headers: Token },
  },
  {
    path: "sign-in/email",
    summary: "Sign in",
    body: z.object({ email: z.email(), password: z.string(), rememberMe: z.boolean().optional() }),
    answer: { ...json(Entered, "Signed in: a cookie is set, too"), headers: Token },
  },
  {
    path: "sign-in/social",
    summary: "Sign in with Google or GitHub",
    body: z.object({ provider: z.enum(["google", "github"]), callbackURL: z.string() }),
    answer: json(z.object({ url: z.url(), redirect: z.boolean() }), "Where to send the browser"),
  },
  {
    path: "sign-out",
    summary: "Sign out",
    body: z.object({}),
    answer: json(z.object({ success: z.boolean() }), "Done"),
  },
  { path: "revoke-sessions", summary: "Sign out everywhere, here too", body: z.object({}), answer: json(Done, "Done") },
  {
    path: "change-password",
    summary: "Change the password",
    body: z.object({ currentPassword: z.string(), newPassword: password, revokeOtherSessions: z.boolean().optional() }),
    answer: json(Entered, "Changed"),
  },
  {
    path: "change-email",
    summary: "Ask to be known by another address",
    body: NewAddress.extend({ callbackURL: z.string().optional() }),
    answer: json(Done, "A mail is on its way: to the present address if it is verified, else to the new one"),
  },
  {
    path: "request-password-reset",
    summary: "Ask for a mail to reset the password",
    body: z.object({ email: z.email(), redirectTo: z.string().optional() }),
    answer: json(Done, "A mail is on its way, if there is such an account"),
  },
  {
    path: "reset-password",
    summary: "Set a new password with the token of that mail",
    body: z.object({ token: z.string(), newPassword: password }),
    answer: json(Done, "Set; all sessions have ended"),
  },
  {
    path: "send-verification-email",
    summary: "Ask for a mail to verify the address",
    body: z.object({ email: z.email(), callbackURL: z.string().optional() }),
    answer: json(Done, "A mail is on its way"),
  },
];

for (const { path, summary, body, answer } of DESCRIBED) {
  accounts.openAPIRegistry.registerPath({
    method: "post",
    path: `/api/auth/${path}`,
    tags: ["Sign-in"],
    summary,
    security: [],
    request: { body: jsonBody(body) },
    responses: { 200: answer, ...problems(400, 401, 403, 422, 429) },
  });
}
