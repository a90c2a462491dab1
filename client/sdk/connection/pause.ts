import type { Clock } from "../clock.ts";

/** A wait that can be cut short. */
export class Pause {
  readonly #clock: Clock;
  #skip: () => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves after `ms`, or when skipped; at once for 0. One at a time. */
  wait(ms: number): Promise<void> {
    if (ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#clock.after(ms, resolve);
      this.#skip = () => {
        cancel();
        resolve();
      };
    });
  }

  /** Ends the present wait, if there is one. */
  skip(): void {
    this.#skip();
  }
}
