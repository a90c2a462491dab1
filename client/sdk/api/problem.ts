import { z } from "zod";

/** `application/problem+json`. Answers of something between us and the server may be anything else. */
const Problem = z.object({
  detail: z.string().optional(),
  code: z.string().optional(),
  /** The accounts' own word for what is wrong, such as `INVALID_EMAIL_OR_PASSWORD`. */
  reason: z.string().optional(),
  requestId: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/**
 * What went wrong with a request. `code` is stable, for programs; `message` is a sentence for a reader. A server that
 * could not be reached has status 0 and code `unreachable`.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** A finer word for what is wrong, where there is one. */
  readonly reason: string | null;
  readonly requestId: string | null;
  /** What is wrong with which field. */
  readonly errors: readonly { path: string; message: string }[];
  /** Seconds to wait before asking again, when the server said so. */
  readonly retryAfterSeconds: number | null;

  constructor(parts: {
    status: number;
    code: string;
    message: string;
    reason?: string | undefined;
    requestId?: string | undefined;
    errors?: { path: string; message: string }[] | undefined;
    retryAfterSeconds?: number | null;
  }) {
    super(parts.message);
    this.name = "ApiError";
    this.status = parts.status;
    this.code = parts.code;
    this.reason = parts.reason ?? null;
    this.requestId = parts.requestId ?? null;
    this.errors = parts.errors ?? [];
    this.retryAfterSeconds = parts.retryAfterSeconds ?? null;
  }
}

/** The error that a failed answer stands for. */
export async function errorOf(response: Response): Promise<ApiError> {
  const parsed = Problem.safeParse(await response.json().catch(() => null));
  const said = parsed.success ? parsed.data : {};
  const seconds = Number(response.headers.get("retry-after"));
  return new ApiError({
    status: response.status,
    code: said.code ?? "internal",
    message: said.detail ?? "The server could not do that.",
    reason: said.reason,
    requestId: said.requestId,
    errors: said.errors,
    retryAfterSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : null,
  });
}

/** The error of a server that could not be reached. */
export function unreachable(): ApiError {
  return new ApiError({
    status: 0,
    code: "unreachable",
    message: "The server cannot be reached. Check the connection and try again.",
  });
}
