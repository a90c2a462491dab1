import type { Clock } from "../../clock.ts";

/** A path that is disturbed often comes back by itself. */
const DISTURBED_MS = 3_000;
/** Who gives way waits for the other side to mend it, which is as quick to see that it broke. */
const POLITE_MS = 1_000;
/** How long one try may take before the next; longer each time, up to the most. */
const PATIENCE_MS = 10_000;
const MOST_PATIENCE_MS = 40_000;
/** After so many tries to mend a path, another takes its place. */
const RESTARTS = 2;

interface MendingParts {
  clock: Clock;
  polite: boolean;
  /** Whether it works now. */
  works: () => boolean;
  /** Looks for the way anew, with what was agreed. */
  restart: () => void;
  /** Begins from nothing. */
  rebuild: () => void;
}

/** When a path that does not work is looked for anew, and when it is given up for another. */
export class Mending {
  readonly #parts: MendingParts;
  #restarts = 0;
  #tries = 0;
  #working = false;
  #cancel: () => void = () => {};

  constructor(parts: MendingParts) {
    this.#parts = parts;
  }

  /** Whether something was done for the path since it last worked. */
  get atWork(): boolean {
    return this.#working;
  }

  /** The path was just made, and has a while to be found. */
  begun(): void {
    this.#restarts = 0;
    this.#after(this.#patience, () => this.restart());
  }

  /** It works. */
  mended(): void {
    this.#cancel();
    this.#restarts = 0;
    this.#tries = 0;
    this.#working = false;
  }

  look(state: RTCIceConnectionState): void {
    if (state === "failed") this.#parts.polite ? this.#after(POLITE_MS, () => this.restart()) : this.restart();
    else if (state === "disconnected") this.#after(DISTURBED_MS, () => this.restart());
  }

  /** Tries now, and again after a while unless it works by then. */
  restart(): void {
    this.#tries++;
    // Only one side begins from nothing, or the two would take it from each other; the other follows.
    if (this.#restarts >= RESTARTS && !this.#parts.polite) {
      this.broken();
      return;
    }
    this.#working = true;
    this.#restarts++;
    this.#after(this.#patience, () => this.restart());
    this.#parts.restart();
  }

  /** Nothing of it can be used any more. */
  broken(): void {
    this.#working = true;
    if (this.#parts.polite) this.#after(this.#patience, () => this.restart());
    else this.#after(this.#tries > RESTARTS + 1 ? POLITE_MS : 0, () => this.#parts.rebuild());
  }

  close(): void {
    this.#cancel();
  }

  get #patience(): number {
    return Math.min(MOST_PATIENCE_MS, PATIENCE_MS * 2 ** Math.floor(this.#tries / (RESTARTS + 1)));
  }

  #after(ms: number, act: () => void): void {
    this.#cancel();
    this.#cancel = this.#parts.clock.after(ms, () => (this.#parts.works() ? this.mended() : act()));
  }
}
