import { z } from "zod";

/** A command as the browser keeps it until the room has answered it. */
export const QueuedRow = z.object({
  /** Made with the command; the room does what comes under one id once (P3). */
  id: z.string(),
  command: z.looseObject({ type: z.string() }),
  /** When it was asked, ms since 1970. */
  at: z.number(),
  /** When it was first sent, ms since 1970; null for never, so that it has certainly had no effect yet. */
  sentAt: z.number().nullable(),
});
export type QueuedRow = z.infer<typeof QueuedRow>;

/** A command that the room refused, or whose effect will never be known, until its writer has dismissed it. */
export const Refusal = z.object({
  id: z.string(),
  command: z.looseObject({ type: z.string() }),
  /** ms since 1970 */
  at: z.number(),
  /** The room's code, or {@link UNKNOWN_EFFECT}. */
  code: z.string(),
  /** Why, in words for a reader. */
  message: z.string(),
});
export type Refusal = z.infer<typeof Refusal>;

/** Where a queue keeps what has not been answered. Each may reject: the queue then goes on in memory. */
export interface Keep {
  /**
   * Takes up what tabs that are gone left behind, oldest first; `later` gets what tabs leave that are still there, when
   * they are not any more.
   */
  adopt(later: (rows: QueuedRow[]) => void): Promise<QueuedRow[]>;
  /** Writes rows, new ones behind those there are. */
  write(rows: readonly QueuedRow[]): Promise<void>;
  /** Takes a row away, whose command was answered. */
  remove(id: string): Promise<void>;
  /** What was refused in this room and not dismissed yet. */
  refused(): Promise<Refusal[]>;
  /** Keeps a refusal until it is dismissed. */
  keepRefusal(refusal: Refusal): Promise<void>;
  dropRefusal(id: string): Promise<void>;
  /** Leaves the rows to whoever opens the room next. */
  close(): void;
}

/** The code of a command that was sent, and not answered for so long that the room would no longer know it. */
export const UNKNOWN_EFFECT = "unknown_effect";
