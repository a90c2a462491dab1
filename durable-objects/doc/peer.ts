import { z } from "zod";
import type { Session } from "../room/session.ts";

/** The presence of one socket. Clocks are those of y-protocols' awareness. */
export const PresenceEntry = z.object({
  /** The presence id this socket owns: the client id of its Yjs document. */
  id: z.number(),
  /** The clock it last sent. */
  heard: z.number(),
  /** The clock the others were last told; never below `heard`. */
  told: z.number(),
  /** JSON; `"null"` when it says it is away. */
  state: z.string(),
});
export type PresenceEntry = z.infer<typeof PresenceEntry>;

/** What a doc room keeps in a socket's attachment. */
export const DocOwn = z.object({
  /** How many doc frames of an SDK socket are committed or already held. */
  saved: z.number(),
  /** A doc frame was refused: those that follow are ignored until the client has resynced. */
  refused: z.boolean(),
  presence: PresenceEntry.nullable(),
});
export type DocOwn = z.infer<typeof DocOwn>;

/** What the others must be told of a socket that ended. */
export const DocTrace = z.object({ id: z.number(), told: z.number() });
export type DocTrace = z.infer<typeof DocTrace>;

export type DocSession = Session<DocOwn>;

export function isReadOnly(session: DocSession): boolean {
  return session.passport.role === "viewer";
}

export function isSdk(session: DocSession): boolean {
  return session.passport.dialect === "sdk";
}
