/**
 * Every code a room or the door closes a WebSocket with, and what it asks of the client.
 *
 * 4400–4499 are final: a stock client that reconnects gets the same answer. 4500–4599, 1012 and 1013 say come back.
 * A close reason is at most 123 bytes of UTF-8 (RFC 6455 §5.5); `reason` here is always shorter.
 */
export const CloseCode = {
  /** The peer left by itself. */
  normal: 1000,
  /** The room restarts; come back at once. */
  restarting: 1012,
  /** The room is busy; come back with backoff. */
  tryAgain: 1013,
  /** No ticket, or one that does not verify. */
  notAuthenticated: 4401,
  /** Removed, lowered, or never allowed here. */
  forbidden: 4403,
  /** The room was deleted, or its content erased, for ever. */
  gone: 4404,
  /** The pass ran out. The SDK tries once more with a new ticket. */
  passExpired: 4408,
  /** A frame, document or state above its limit. */
  tooLarge: 4413,
  /** A frame that does not parse, or breaks the protocol. */
  invalid: 4422,
  /** The client speaks a protocol older than the room does. */
  protocolTooOld: 4426,
  /** The room failed; come back with backoff. */
  internal: 4500,
  /** A reader that stopped reading; it may come back and resume. */
  tooSlow: 4508,
  /** Nothing was heard from this socket for too long. */
  silent: 4509,
  /** Too many frames, bytes or connections. */
  tooMany: 4529,
} as const;

export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/** True for a code after which reconnecting with the same right is pointless. */
export function isFinalClose(code: number): boolean {
  return code >= 4400 && code <= 4499;
}
