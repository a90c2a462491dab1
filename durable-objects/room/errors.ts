/**
 * Errors as named values. A room answers with one of these and never with a stack, a query or an internal message.
 */
export const ERROR_STATUS = {
  invalid: 422,
  not_authenticated: 401,
  forbidden: 403,
  not_found: 404,
  gone: 410,
  conflict: 409,
  /** The same idempotency key came with another body (P3). */
  key_reused: 409,
  last_owner: 409,
  already_member: 409,
  /** Who sits in the call already, from another page, has not said whether they want this seat instead or beside. */
  already_here: 409,
  invitation_expired: 410,
  invitation_used: 409,
  /** What the request was made from is no more what it says (`If-Match`). */
  precondition_failed: 412,
  too_large: 413,
  too_many: 429,
  limit_reached: 409,
  /** A task cannot begin while others block it; may be forced. */
  blocked: 409,
  /** A column holds as many tasks as it may; may be forced. */
  wip_limit: 409,
  /** A parent or a blocker that would lead back to its beginning. */
  cycle: 409,
  /** What an undo would take back was changed again since. */
  moved_on: 409,
  /** A column that still holds tasks cannot go. */
  column_in_use: 409,
  untyped_root: 409,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** What crosses the wire and the RPC boundary: a stable code and a sentence its reader can act on. */
export interface Problem {
  code: ErrorCode;
  message: string;
  errors?: { path: string; message: string }[];
}

/** The answer of a room's RPC method. Errors are values, so nothing internal can leak through a thrown one. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Thrown inside a room or the worker; turned into an {@link Outcome}, an `error` frame or problem+json at the edge. */
export class RoomError extends Error {
  readonly code: ErrorCode;
  readonly errors: { path: string; message: string }[] | undefined;

  constructor(code: ErrorCode, message: string, errors?: { path: string; message: string }[]) {
    super(message);
    this.name = "RoomError";
    this.code = code;
    this.errors = errors;
  }

  toProblem(): Problem {
    return { code: this.code, message: this.message, ...(this.errors ? { errors: this.errors } : {}) };
  }
}

/** A thrown value as a client may hear of it: a named error as it is, anything else without a word of its inside (P7). */
export function named(cause: unknown): RoomError {
  return cause instanceof RoomError ? cause : new RoomError("internal", "The room could not do that.");
}

export function ok<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** Unwraps an {@link Outcome}. @throws RoomError with the same code and sentence. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new RoomError(outcome.problem.code, outcome.problem.message, outcome.problem.errors);
}
