import type { Clock } from "../clock.ts";

/**
 * What a client sends at once and then in a second: somewhat below what a room lets a socket send (bursts of 200, then
 * 20 a second), since frames may arrive closer together than they left.
 */
const PACE = { burst: 160, perSecond: 16 };

/** Counts what is sent on a socket, so that a long queue is sent no faster than the room takes it. */
export class Pace {
  readonly #clock: Clock;
  #left = PACE.burst;
  #at: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#at = clock.now();
  }

  /** A new socket, which has sent nothing yet. */
  reset(): void {
    this.#left = PACE.burst;
    this.#at = this.#clock.now();
  }

  /** A frame is sent, whether there was room for it or not. */
  count(): void {
    this.#refill();
    this.#left--;
  }

  /** How many frames may be sent now. */
  get room(): number {
    this.#refill();
    return Math.max(0, Math.floor(this.#left));
  }

  /** ms until there is room for a frame; 0 when there is. */
  get waitMs(): number {
    this.#refill();
    return Math.max(0, Math.ceil(((1 - this.#left) / PACE.perSecond) * 1000));
  }

  #refill(): void {
    const now = this.#clock.now();
    const passed = Math.max(0, now - this.#at);
    this.#at = now;
    this.#left = Math.min(PACE.burst, this.#left + (passed / 1000) * PACE.perSecond);
  }
}
