import type { Clock } from "../clock.ts";

/** Renewals are at least this far apart, whatever this machine's clock says. */
const SHORTEST_MS = 20_000;
/** 80 % of the 15 minutes a pass lasts: the longest wait, for a clock that is behind the server's. */
const LONGEST_MS = 12 * 60_000;

/** Renews the right to stay when 80 % of what is left of it has gone, and again until an answer comes. */
export class PassKeeper {
  readonly #clock: Clock;
  readonly #renew: () => void;
  #cancel: () => void = () => {};

  constructor(clock: Clock, renew: () => void) {
    this.#clock = clock;
    this.#renew = renew;
  }

  /** A pass was given. @param validUntil ms since 1970, by the server's clock */
  held(validUntil: number): void {
    this.#cancel();
    const left = validUntil - this.#clock.now();
    const wait = Math.min(Math.max(left * 0.8, SHORTEST_MS), LONGEST_MS);
    this.#cancel = this.#clock.after(wait, () => {
      this.#renew();
      // Unanswered, it is asked for again in what is left; a pass that ends closes the socket, and that is handled too.
      this.held(validUntil);
    });
  }

  /** The socket is gone, and its pass with it. */
  dropped(): void {
    this.#cancel();
  }
}
