import type { CloseCode } from "./close-codes.ts";

/**
 * Accepts a WebSocket and closes it at once. A refused upgrade would show a browser only 1006; a close code it can read.
 * `reason` is at most 123 bytes (RFC 6455 §5.5).
 */
export function refuseSocket(code: CloseCode, reason: string): Response {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.close(code, reason);
  return new Response(null, { status: 101, webSocket: client });
}
