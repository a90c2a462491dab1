/** How much is read between two receipts: characters of text frames, bytes of binary ones. */
export const RECEIPT_EVERY = 256 * 1024;

/** Counts what was read from one socket, so that the room can tell a slow reader from a quiet one (P8). */
export class Receipts {
  #unconfirmed = 0;

  /** A new socket: the room counts from nothing. */
  reset(): void {
    this.#unconfirmed = 0;
  }

  /** A frame was read. Answers how much to confirm now, or null for not yet. */
  read(frame: string | Uint8Array): number | null {
    this.#unconfirmed += frame.length;
    if (this.#unconfirmed < RECEIPT_EVERY) return null;
    const confirmed = this.#unconfirmed;
    this.#unconfirmed = 0;
    return confirmed;
  }
}
