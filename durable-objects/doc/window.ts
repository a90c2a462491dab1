/**
 * Lets the first of several things through at once and gathers what follows within `windowMs` into one go. It keeps no
 * timer unless something waits, so a lone writer at the pace of typing never runs one and a quiet room sleeps (P6).
 */
export class Window {
  readonly #windowMs: number;
  readonly #flush: () => void;
  #flushedAt = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** `flush` sends what has gathered; it must not throw. */
  constructor(windowMs: number, flush: () => void) {
    this.#windowMs = windowMs;
    this.#flush = flush;
  }

  /** Something is to be sent: now, when the last go is at least a window ago, else at the window's end. */
  stir(now: number): void {
    const waitMs = this.#flushedAt + this.#windowMs - now;
    if (waitMs <= 0 || waitMs > this.#windowMs) {
      this.close(now);
    } else if (this.#timer === null) {
      this.#timer = setTimeout(() => this.close(Date.now()), waitMs);
    }
  }

  /** Sends at once what has gathered. */
  close(now: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#flushedAt = now;
    this.#flush();
  }
}
