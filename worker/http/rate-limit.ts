/** Rate limits: by user, or by address while signed out. The numbers are settings. */
import type { Context, MiddlewareHandler } from "hono";
import { z } from "zod";
import { RoomError } from "../../durable-objects/room/errors.ts";
import type { BucketRule } from "../settings.ts";
import type { AppEnv } from "./context.ts";
import { log } from "./logs.ts";
import { problemResponse } from "./problem.ts";
import type { Verdict } from "./token-bucket.ts";

/** What is dear enough to have a limit of its own, each with a bucket of its own. */
export type Sensitive = "sign-in" | "mail" | "invitation" | "import" | "export" | "upload";

/** The limit on all of `/api`. */
export const usual: MiddlewareHandler<AppEnv> = (c, next) =>
  limit(c, counted(c), "usual", c.get("settings").RATE_LIMIT_USUAL, next);

/** The limit on one kind of dear act, on top of the usual one. */
export function sensitive(act: Sensitive): MiddlewareHandler<AppEnv> {
  return (c, next) => limit(c, counted(c), act, c.get("settings").RATE_LIMIT_SENSITIVE, next);
}

/** The limit on searching through messages, on top of the usual one: it is dearer than reading, and done while typing. */
export const searching: MiddlewareHandler<AppEnv> = (c, next) =>
  limit(c, counted(c), "search", c.get("settings").RATE_LIMIT_SEARCH, next);

const Address = z.string().min(1).max(320).toLowerCase();

/**
 * The same limit for the account whose address the body has as `field`, whoever asks: many addresses together guess no
 * more passwords, and send no more mails, than one. Without the platform in front, a client may even name its own address.
 */
export function sensitiveForAccount(act: Sensitive, field: "email" | "newEmail" = "email"): MiddlewareHandler<AppEnv> {
  const Named = z.object({ [field]: Address });
  return async (c, next) => {
    const body = await c.req.raw
      .clone()
      .json()
      .catch(() => null);
    const named = Named.safeParse(body).data?.[field];
    if (named === undefined) return next();
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(named));
    const account = `account:${new Uint8Array(hash).toHex()}`;
    return limit(c, account, act, c.get("settings").RATE_LIMIT_SENSITIVE, next);
  };
}

/** Whom a request counts for: its user, else its address. */
function counted(c: Context<AppEnv>): string {
  const user = c.get("identity")?.user.id;
  return user ? `user:${user}` : `address:${addressOf(c.req.header("cf-connecting-ip"))}`;
}

/**
 * The client's address: an IPv4 address, or the /64 of an IPv6 one, since whoever has one address of it has them all.
 * Cloudflare sets the header and overwrites what a client sent in it.
 */
export function addressOf(header: string | undefined): string {
  if (!header) return "unknown";
  if (!header.includes(":")) return header;
  const [head = "", tail] = header.toLowerCase().split("::");
  const start = head.split(":").filter(Boolean);
  if (tail !== undefined) {
    const end = tail.split(":").filter(Boolean);
    start.push(...Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => "0"), ...end);
  }
  return `${start
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

async function limit(
  c: Context<AppEnv>,
  limiter: string,
  bucket: string,
  rules: readonly BucketRule[],
  next: () => Promise<void>,
): Promise<Response | undefined> {
  const settings = c.get("settings");
  const verdict = settings.RATE_LIMITS === "on" ? await ask(c, limiter, bucket, rules) : null;
  if (!verdict) {
    await next();
    return;
  }
  const headers = headersOf(verdict);
  if (!verdict.allowed) {
    const problem = new RoomError("too_many", `Too many requests. Come back in ${verdict.retryAfterSeconds} s.`);
    return problemResponse(problem, c.get("requestId"), {
      ...headers,
      "Retry-After": String(verdict.retryAfterSeconds),
    });
  }
  await next();
  // The limit nearest the handler has the word: it is the tighter one.
  if (!c.res.headers.has("RateLimit-Limit")) for (const [name, value] of Object.entries(headers)) c.header(name, value);
  return;
}

/** A limiter that cannot be asked must not stop everyone: the request passes uncounted, and the log says so. */
async function ask(
  c: Context<AppEnv>,
  limiter: string,
  bucket: string,
  rules: readonly BucketRule[],
): Promise<Verdict | null> {
  try {
    return await c.env.RATE_LIMITER.getByName(limiter).take(bucket, rules);
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    log("warn", "rate_limiter_unavailable", { requestId: c.get("requestId"), bucket, name });
    return null;
  }
}

function headersOf({ rule, remaining, resetSeconds }: Verdict): Record<string, string> {
  const windowSeconds = Math.ceil((rule.burst * rule.perSeconds) / rule.amount);
  return {
    "RateLimit-Limit": String(rule.burst),
    "RateLimit-Remaining": String(remaining),
    "RateLimit-Reset": String(resetSeconds),
    "RateLimit-Policy": `${rule.burst};w=${windowSeconds}`,
  };
}
