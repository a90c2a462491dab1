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
  INVALID_PASSWORD: "That is not your present password. Try again, or reset it by mail.",
  CREDENTIAL_ACCOUNT_NOT_FOUND: "Your account has no password yet. Sign out and use “Forgot password” to set one.",
  FAILED_TO_UNLINK_LAST_ACCOUNT: "This is your only way to sign in. Set a password or connect another account first.",
  SOCIAL_ACCOUNT_ALREADY_LINKED: "That account is connected to someone else here.",
  INVALID_TOKEN: "This link has been used or is too old. Ask for a new one.",
};

/** What we say for each code; null where the server's own sentence says best what is wrong and what to do. */
const BY_CODE: Record<string, string | null> = {
  unreachable: "The server cannot be reached. Check your connection and try again.",
  unavailable: "The server is busy just now. Wait a moment and try again.",
  not_authenticated: "You are signed out. Sign in and try again.",
  invitation_expired: "This invitation has expired. Ask whoever sent it for a new one.",
  invitation_used: "This invitation was already used. Ask whoever sent it for a new one.",
  key_reused: "This page and the server misunderstood each other. Reload the page and try again.",
  moved_on: "Others have changed this again since, so it was left as it is.",
  cycle: "That would lead in a circle: a task cannot wait for itself, nor be a part of itself.",
  column_in_use: "That column still holds tasks, perhaps archived ones. Choose where they shall go.",
  unknown_effect: "A change waited so long for its answer that nobody can tell whether it was made. Please look.",
  forbidden: null,
  not_found: null,
  gone: null,
  invalid: null,
  conflict: null,
  already_member: null,
  already_here: null,
  last_owner: null,
  precondition_failed: null,
  too_large: null,
  limit_reached: null,
  blocked: null,
  wip_limit: null,
  untyped_root: null,
  closed: null,
};

/** A sentence for a reader: what went wrong and what to do about it. */
export function wordsFor(cause: unknown): string {
  if (!(cause instanceof ApiError)) return cause instanceof Error && cause.message ? cause.message : UNKNOWN;
  const reason = BY_REASON[cause.reason ?? ""];
  if (reason) return reason;
  if (cause.code === "too_many") return tooMany(cause.retryAfterSeconds);
  if (cause.code === "internal") return `${UNKNOWN}${cause.requestId ? ` (Request ${cause.requestId})` : ""}`;
  return wordsForCode(cause.code, cause.errors[0]?.message ?? cause.message);
}

/** The same for a room's refusal of a command: its stable code, and the sentence it came with. */
export function wordsForCode(code: string, message: string): string {
  if (code === "too_many") return tooMany(null);
  if (code === "internal") return UNKNOWN;
  return BY_CODE[code] ?? message;
}

/** True for a code we have decided what to say about. */
export function hasWords(code: string): boolean {
  return code in BY_CODE || code === "too_many" || code === "internal";
}

const UNKNOWN = "Something went wrong. Try again; if it stays, tell whoever runs this server.";

function tooMany(seconds: number | null): string {
  return seconds === null
    ? "That was too often in a short time. Wait a moment and try again."
    : `That was too often in a short time. Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`;
}
