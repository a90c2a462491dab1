import { CloseCode, isFinalClose } from "../../../durable-objects/room/protocol.ts";

/** Why a connection that was or was to be open is not, while it is being made again. */
export type LostReason =
  /** The link broke, or the server could not be reached. */
  | "network"
  /** A ping stayed unanswered. */
  | "silent"
  /** The server is restarting. */
  | "restarting"
  /** The server asked to come back later. */
  | "busy"
  /** The pass ran out; a new one is being fetched. */
  | "expired"
  /** This client could not keep up and was cut back. */
  | "slow"
  /** A frame of the server could not be read. */
  | "garbled"
  /** The page was left, and is resting. */
  | "resting"
  /** The client itself starts over. */
  | "fresh";

/** What a close code asks for. `patience` is how many failures it counts for in the backoff. */
type ClosingAdvice = { retry: true; reason: LostReason; patience: number } | { retry: false };

/** Reads a close code as DESIGN §4 means it: 4400–4499 final, but 4408 once more; all else comes back with backoff. */
export function adviceOf(code: number): ClosingAdvice {
  switch (code) {
    case CloseCode.passExpired:
      return { retry: true, reason: "expired", patience: 0 };
    case CloseCode.restarting:
      return { retry: true, reason: "restarting", patience: 1 };
    case CloseCode.tooSlow:
      return { retry: true, reason: "slow", patience: 1 };
    case CloseCode.silent:
      return { retry: true, reason: "silent", patience: 1 };
    case CloseCode.tryAgain:
    case CloseCode.internal:
    case CloseCode.tooMany:
      return { retry: true, reason: "busy", patience: 3 };
    default:
      return isFinalClose(code) ? { retry: false } : { retry: true, reason: "network", patience: 1 };
  }
}

const SENTENCES: Record<number, string> = {
  [CloseCode.notAuthenticated]: "You are signed out. Sign in again to go on.",
  [CloseCode.forbidden]: "You no longer have access to this.",
  [CloseCode.gone]: "This does not exist any more.",
  [CloseCode.passExpired]: "The right to stay ran out and could not be renewed.",
  [CloseCode.tooLarge]: "What was sent is larger than the server takes.",
  [CloseCode.invalid]: "The server did not understand this client.",
  [CloseCode.protocolTooOld]: "This page is older than the server. Reload it to go on.",
};

/** A sentence for a reader, for a code after which nobody comes back: the room's own words, or ours. */
export function sentenceOf(code: number, reason = ""): string {
  if (reason === "") return SENTENCES[code] ?? "The server ended this connection.";
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
