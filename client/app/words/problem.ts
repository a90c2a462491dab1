import { ApiError } from "../../sdk/api/problem.ts";

/** What better-auth calls it, and what we say: what happened, and the way out. */
const BY_REASON: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "That email and password do not belong together. Try again, or reset your password.",
  USER_ALREADY_EXISTS: "There is already an account with this email. Sign in instead, or reset your password.",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL:
    "There is already an account with this email. Sign in instead, or reset your password.",
  INVALID_EMAIL: "That does not look like an email address. Check it for typing errors.",
  PASSWORD_TOO_SHORT: "A password needs at least 8 characters.",
  PASSWORD_TOO_LONG: "A password can have at most 128 characters.",
  INVALID_TOKEN: "This link has been used or is too old. Ask for a new one.",
};

const BY_CODE: Record<string, string> = {
  unreachable: "The server cannot be reached. Check your connection and try again.",
  unavailable: "The server is busy just now. Wait a moment and try again.",
  not_authenticated: "You are signed out. Sign in and try again.",
  invitation_expired: "This invitation has expired. Ask whoever sent it for a new one.",
  invitation_used: "This invitation was already used. Ask whoever sent it for a new one.",
  last_owner: "A workspace needs an owner. Make someone else an owner first.",
};

/** A sentence for a reader: what went wrong and what to do about it. */
export function wordsFor(cause: unknown): string {
  if (!(cause instanceof ApiError)) return cause instanceof Error && cause.message ? cause.message : UNKNOWN;
  const known = BY_REASON[cause.reason ?? ""] ?? BY_CODE[cause.code];
  if (known) return known;
  if (cause.code === "too_many") return tooMany(cause.retryAfterSeconds);
  if (cause.code === "internal") return `${UNKNOWN}${cause.requestId ? ` (Request ${cause.requestId})` : ""}`;
  return cause.errors[0]?.message ?? cause.message;
}

const UNKNOWN = "Something went wrong. Try again; if it stays, tell whoever runs this server.";

function tooMany(seconds: number | null): string {
  return seconds === null
    ? "That was too often in a short time. Wait a moment and try again."
    : `That was too often in a short time. Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`;
}
