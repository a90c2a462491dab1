import { updateFrame } from "./frames.ts";
import type { DocLimits } from "./limits.ts";
import { mergeForWire } from "./log/merge.ts";
import type { DocSession } from "./peer.ts";
import { Window } from "./window.ts";

/** What fan-out needs of its room. */
export interface FanoutRoom {
  sessions(): Iterable<DocSession>;
  send(session: DocSession, frame: Uint8Array): void;
  /** Commits all that was taken. @throws when storage refuses it; nothing of it may be sent then. */
  commit(): void;
  /** What has just been sent is committed: tell the writers. */
  committed(): void;
  /** Storage refused: what was taken is lost to the room. */
  failed(cause: unknown): void;
}

/**
 * Relays updates: commits what a window has gathered as one row, and sends it to everyone as one frame that is encoded
 * once. A send costs workerd about 30 µs, so fewer frames is what makes a busy document cheap.
 */
export class Fanout {
  readonly #room: FanoutRoom;
  readonly #window: Window;
  #updates: Uint8Array[] = [];
  /** The one writer of this window, or null when there are several or it is the server. */
  #writer: DocSession | null = null;

  constructor(room: FanoutRoom, limits: DocLimits) {
    this.#room = room;
    this.#window = new Window(limits.windowMs, () => this.#relay());
  }

  /** Takes an update that was offered to the log; `writer` need not get it back. */
  add(update: Uint8Array, writer: DocSession | null, now: number): void {
    this.#writer = this.#updates.length === 0 || this.#writer === writer ? writer : null;
    this.#updates.push(update);
    this.#window.stir(now);
  }

  /** True while nothing waits to be committed. */
  get idle(): boolean {
    return this.#updates.length === 0;
  }

  /** Storage refused what was taken: nothing of it is sent. */
  fail(cause: unknown): void {
    this.#updates = [];
    this.#writer = null;
    this.#room.failed(cause);
  }

  /** Commits and sends what has gathered. */
  flush(now: number): void {
    if (!this.idle) this.#window.close(now);
  }

  #relay(): void {
    const updates = this.#updates;
    const writer = this.#writer;
    this.#updates = [];
    this.#writer = null;
    if (updates.length === 0) return;
    try {
      this.#room.commit();
    } catch (cause) {
      this.fail(cause);
      return;
    }
    const readers = [...this.#room.sessions()].filter((session) => session !== writer);
    if (readers.length > 0) {
      for (const frame of mergeForWire(updates).map(updateFrame)) {
        for (const reader of readers) this.#room.send(reader, frame);
      }
    }
    this.#room.committed();
  }
}
