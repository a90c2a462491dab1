import * as Y from "yjs";
import type { LiveDocument } from "./document.ts";
import type { Fanout } from "./fanout.ts";
import { Archive } from "./log/archive.ts";
import type { DocLog } from "./log/doc-log.ts";
import type { Sender } from "./log/segments.ts";

/** The doc as the server's own readers and writers see it; what they write goes the way of every update. */
export class ServerDocument implements LiveDocument {
  readonly archive: Archive;
  readonly #log: DocLog;
  readonly #fanout: Fanout;

  constructor(sql: SqlStorage, log: DocLog, fanout: Fanout) {
    this.archive = new Archive(sql);
    this.#log = log;
    this.#fanout = fanout;
  }

  read<T>(read: (doc: Y.Doc) => T): T {
    const doc = this.#build();
    try {
      return read(doc);
    } finally {
      doc.destroy();
    }
  }

  state(): Uint8Array {
    return this.read((doc) => Y.encodeStateAsUpdate(doc));
  }

  write<T>(sender: Sender, change: (doc: Y.Doc) => T): T {
    return this.read((doc) => {
      const updates: Uint8Array[] = [];
      doc.on("update", (update) => updates.push(update));
      const result = change(doc);
      if (updates.length > 0) this.append(sender, Y.mergeUpdates(updates));
      return result;
    });
  }

  append(sender: Sender, update: Uint8Array): void {
    const now = Date.now();
    if (this.#log.offer({ ...sender, at: now, update }) === "held") return;
    try {
      this.#log.commit();
    } catch (cause) {
      this.#fanout.fail(cause);
      throw cause;
    }
    this.#fanout.add(update, null, now);
    this.#fanout.flush(now);
  }

  #build(): Y.Doc {
    const now = Date.now();
    this.#fanout.flush(now);
    return this.#log.build(now);
  }
}
