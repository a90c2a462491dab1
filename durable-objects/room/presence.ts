import { z } from "zod";
import { type Peer, PresenceState } from "./protocol.ts";
import type { Session } from "./session.ts";

/** The most that one socket may say of itself, as JSON. With the passport it must fit an attachment of 16,384 bytes. */
export const PRESENCE_MAX_LENGTH = 4_096;

/** What a JSON room keeps in a socket's attachment. */
export const JsonOwn = z.object({
  /** The streams this socket follows; empty before `hello`. */
  streams: z.array(z.string()),
  presence: PresenceState,
});
export type JsonOwn = z.infer<typeof JsonOwn>;

/** A socket as the others see it. Who it is comes from its passport, never from what it says of itself (P5). */
export function peerOf(session: Session<JsonOwn>): Peer {
  const { user, name, role } = session.passport;
  return { connection: session.connection, user, name, role, state: session.own.presence };
}
