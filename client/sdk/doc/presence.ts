import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import type * as Y from "yjs";

/**
 * y-protocols' Awareness without its clock: nobody is forgotten after 30 s and nothing is renewed every 15 s, because
 * the room says who leaves, and a renewal would keep it from sleeping (P6).
 */
export class RoomAwareness extends Awareness {
  constructor(doc: Y.Doc) {
    super(doc);
    clearInterval(this._checkInterval);
  }
}

interface AwarenessChange {
  added: number[];
  updated: number[];
  removed: number[];
}

/** Who is in the doc: our own entry as it goes out, and the others' as the room tells them. */
export class DocPresence {
  readonly awareness: RoomAwareness;
  readonly #changed: () => void;
  #unsent = false;

  /** @param changed called when there is something of our own to send */
  constructor(doc: Y.Doc, changed: () => void) {
    this.awareness = new RoomAwareness(doc);
    this.#changed = changed;
    this.awareness.on("update", ({ added, updated, removed }: AwarenessChange) => {
      if (![...added, ...updated, ...removed].includes(this.awareness.clientID)) return;
      this.#unsent = true;
      this.#changed();
    });
  }

  /** True when others are here, so that what is written is wanted sooner. */
  get inCompany(): boolean {
    return this.awareness.getStates().size > 1;
  }

  /** A new socket: our entry goes out again, under a higher clock than any before. */
  announce(): void {
    this.awareness.setLocalState(this.awareness.getLocalState());
  }

  /** Takes the entries the room tells. @throws Error when they cannot be read. */
  apply(update: Uint8Array): void {
    applyAwarenessUpdate(this.awareness, update, this);
  }

  /** Our entry as an awareness update, if it changed since it was last taken. */
  take(): Uint8Array | null {
    if (!this.#unsent) return null;
    this.#unsent = false;
    return encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]);
  }

  /**
   * The socket is gone, and with it all knowledge of the others. Their clocks are forgotten too: the room will tell
   * those still here again under the clocks we already knew, which y-protocols would otherwise pass over.
   */
  forgetOthers(): void {
    const others = [...this.awareness.meta.keys()].filter((id) => id !== this.awareness.clientID);
    removeAwarenessStates(this.awareness, others, this);
    for (const id of others) this.awareness.meta.delete(id);
  }

  /** Leaves: `take()` then says so. */
  leave(): void {
    this.awareness.setLocalState(null);
  }

  destroy(): void {
    this.awareness.destroy();
  }
}
