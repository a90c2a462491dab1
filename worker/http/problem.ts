/** Errors as `application/problem+json` (RFC 9457). Nothing internal leaves: what is not a named error is `internal`. */
import { z } from "@hono/zod-openapi";
import { DrizzleQueryError } from "drizzle-orm/errors";
import type { ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { ZodError } from "zod";
import { ERROR_STATUS, type ErrorCode, RoomError } from "../../durable-objects/room/errors.ts";
import type { AppEnv } from "./context.ts";
import { log } from "./logs.ts";

export const ProblemDocument = z
  .object({
    type: z.string().meta({ description: "A URI for this kind of problem." }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().meta({ description: "A sentence its reader can act on." }),
    code: z.string().meta({ description: "Stable; for programs to tell problems apart." }),
    reason: z.string().optional().meta({ description: "Finer than `code`, where accounts tell more." }),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi("Problem");
export type ProblemDocument = z.infer<typeof ProblemDocument>;

const TITLES = {
  invalid: "Not valid",
  not_authenticated: "Not signed in",
  forbidden: "Not allowed",
  not_found: "Not found",
  gone: "Gone",
  conflict: "Conflict",
  key_reused: "Idempotency key reused",
  last_owner: "Last owner",
  already_member: "Already a member",
  already_here: "Already in the call",
  invitation_expired: "Invitation expired",
  invitation_used: "Invitation used",
  precondition_failed: "Precondition failed",
  too_large: "Too large",
  too_many: "Too many requests",
  limit_reached: "Limit reached",
  blocked: "Blocked",
  wip_limit: "Column full",
  cycle: "Cycle",
  moved_on: "Moved on",
  column_in_use: "Column in use",
  untyped_root: "Unknown content",
  unavailable: "Unavailable",
  internal: "Internal error",
} as const satisfies Record<ErrorCode, string>;

/**
 * A zod error's issues as a problem's `errors`; `where` (json, query, param …) starts each path. A field that is not
 * known is an entry of its own.
 */
export function issuesToErrors(error: z.core.$ZodError, where?: string): { path: string; message: string }[] {
  const start = where && where !== "json" ? [where] : [];
  return error.issues.flatMap((issue) => {
    const path = [...start, ...issue.path.map(String)];
    if (issue.code !== "unrecognized_keys") return [{ path: path.join("."), message: issue.message }];
    return issue.keys.map((key) => ({ path: [...path, key].join("."), message: "There is no such field" }));
  });
}

/** The problem document for `error`. */
export function problemOf(error: RoomError, requestId: string): ProblemDocument {
  return {
    type: `urn:ensemble:problem:${error.code}`,
    title: TITLES[error.code],
    status: ERROR_STATUS[error.code],
    detail: error.message,
    code: error.code,
    requestId,
    ...(error.errors ? { errors: error.errors } : {}),
  };
}

/** The answer to `error`, with `headers` added. */
export function problemResponse(error: RoomError, requestId: string, headers: Record<string, string> = {}): Response {
  return sendProblem(problemOf(error, requestId), headers);
}

/** A problem document as an answer, with `headers` added. */
export function sendProblem(body: ProblemDocument, headers: HeadersInit = {}): Response {
  const all = new Headers(headers);
  all.set("content-type", "application/problem+json");
  all.set("cache-control", "no-store");
  return new Response(JSON.stringify(body), { status: body.status, headers: all });
}

/** The code for an error that has a status and no name of ours. */
export const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: "invalid",
  401: "not_authenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "too_large",
  415: "invalid",
  422: "invalid",
  429: "too_many",
  503: "unavailable",
};

/**
 * What `error` is called outside. What we did not name ourselves is `unavailable` where a neighbour failed (D1, a room
 * that restarts or is overloaded), else `internal`; its own words stay here.
 */
function toRoomError(error: unknown): RoomError {
  if (error instanceof RoomError) return error;
  if (error instanceof HTTPException) {
    const code = CODE_OF_STATUS[error.status];
    if (error.status === 415) return new RoomError("invalid", "This address does not take that type of content.");
    if (code === "invalid") return new RoomError("invalid", "The body is not what its content type says.");
    if (code) return new RoomError(code, TITLES[code]);
  }
  if (isNeighbourFailure(error)) return new RoomError("unavailable", "This could not be done just now. Try again.");
  return new RoomError("internal", "Something went wrong here. Name the request id when you report it.");
}

/** The platform marks its own failures on errors that come over RPC: `retryable`, `overloaded`. */
function isNeighbourFailure(error: unknown): boolean {
  if (error instanceof DrizzleQueryError) return true;
  return error instanceof Error && ("retryable" in error || "overloaded" in error);
}

export const onError: ErrorHandler<AppEnv> = (error, c) => {
  const known = toRoomError(error);
  const requestId = c.get("requestId");
  if (known !== error && known.code !== "invalid") {
    log("error", "request_failed", { requestId, code: known.code, name: error.name, ...loggable(error) });
  }
  return problemResponse(known, requestId);
};

/** What of an unnamed error may be logged: drizzle's message holds the query's values, and zod's what was stored. */
function loggable(error: Error): { message: string; stack: string[] } {
  const stack = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  let { message } = error;
  if (error instanceof DrizzleQueryError) message = error.cause?.message ?? "a query failed";
  if (error instanceof ZodError) message = "a stored or answered value does not fit its schema";
  return { message, stack: stack.slice(0, 6).map((line) => line.trim()) };
}

export const notFound: NotFoundHandler<AppEnv> = (c) =>
  problemResponse(new RoomError("not_found", "There is nothing at this address."), c.get("requestId"));
