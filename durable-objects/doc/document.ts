import type * as Y from "yjs";
import type { Archive } from "./log/archive.ts";
import type { Sender } from "./log/segments.ts";

/**
 * A doc as the server's own readers and writers see it: its text over HTTP, its versions, its history. The room keeps
 * no `Y.Doc`; each call builds one from the log and drops it. Everything that was accepted before the call is in it.
 */
export interface LiveDocument {
  /** Gives a document with the present content to `read`. It is destroyed afterwards, so `read` must not keep it. */
  read<T>(read: (doc: Y.Doc) => T): T;
  /** The present content as one update (v1), for building a document of one's own. */
  state(): Uint8Array;
  /**
   * Gives a document with the present content to `change`, commits what that changed as one update by `sender`, and
   * relays it to everyone connected. Commits nothing when nothing changed.
   * @throws RoomError `too_large` when the doc would outgrow its budget; nothing is committed then.
   */
  write<T>(sender: Sender, change: (doc: Y.Doc) => T): T;
  /**
   * Commits an update made elsewhere (a restore's difference) and relays it. Nothing happens when it is held already.
   * @throws RoomError `invalid` when it does not parse, `too_large` as above.
   */
  append(sender: Sender, update: Uint8Array): void;
  /** What the log hands over to the history. */
  readonly archive: Archive;
}
