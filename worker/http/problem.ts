/** Errors as `application/problem+json` (RFC 9457). Nothing internal leaves: what is not a named error is `internal`. */
import { z } from "@hono/zod-openapi";
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
  invitation_expired: "Invitation expired",
  invitation_used: "Invitation used",
  too_large: "Too large",
  too_many: "Too many requests",
  limit_reached: "Limit reached",
  untyped_root: "Unknown content",
  unavailable: "Unavailable",
  internal: "Internal error",
} as const satisfies Record<ErrorCode, string>;

/** A zod error's issues as a problem's `errors`; `where` (json, query, param …) starts each path. */
export function issuesToErrors(error: z.core.$ZodError, where?: string): { path: string; message: string }[] {
  const start = where && where !== "json" ? [where] : [];
  return error.issues.map((issue) => ({
    path: [...start, ...issue.path.map(String)].join("."),
    message: issue.message,
  }));
}

/** The answer to `error`, with `headers` added. */
export function problemResponse(error: RoomError, requestId: string, headers: Record<string, string> = {}): Response {
  const status = ERROR_STATUS[error.code];
  const body: ProblemDocument = {
    type: `urn:ensemble:problem:${error.code}`,
    title: TITLES[error.code],
    status,
    detail: error.message,
    code: error.code,
    requestId,
    ...(error.errors ? { errors: error.errors } : {}),
  };
  return Response.json(body, {
    status,
    headers: { ...headers, "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}

const BY_STATUS: Record<number, ErrorCode> = {
  400: "invalid",
  401: "not_authenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "too_large",
  422: "invalid",
  429: "too_many",
  503: "unavailable",
};

/** What `error` is called outside. What we did not name ourselves is `internal`, and its own words stay here. */
export function toRoomError(error: unknown): RoomError {
  if (error instanceof RoomError) return error;
  if (error instanceof HTTPException) {
    const code = BY_STATUS[error.status];
    if (code === "invalid") return new RoomError("invalid", "The body is not what its content type says.");
    if (code) return new RoomError(code, TITLES[code]);
  }
  return new RoomError("internal", "Something went wrong here. Name the request id when you report it.");
}

export const onError: ErrorHandler<AppEnv> = (error, c) => {
  const known = toRoomError(error);
  const requestId = c.get("requestId");
  if (known.code === "internal") {
    // A zod error of our own making may quote what was stored; its type and place are enough.
    const message = error instanceof ZodError ? "a stored or answered value does not fit its schema" : error.message;
    log("error", "request_failed", {
      requestId,
      name: error.name,
      message,
      stack: error.stack?.split("\n").slice(1, 6),
    });
  }
  return problemResponse(known, requestId);
};

export const notFound: NotFoundHandler<AppEnv> = (c) =>
  problemResponse(new RoomError("not_found", "There is nothing at this address."), c.get("requestId"));
