import { endsWithin } from "./patience.ts";

export interface TurnLimits {
  /** How many have their turn at once. */
  atOnce: number;
  /** How long a turn is at most, in ms. */
  ms: number;
}

/**
 * Lets many pieces of work begin in the order they came, only so many at a time. Work that is not done when its turn
 * ends goes on, and no more counts: so nothing waits longer than one turn for each `atOnce` that came before it, even if
 * all of those hang.
 */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /** Begins `work` when its turn comes, at once if one is free; ends as the work does. */
  async take(work: () => Promise<void>): Promise<void> {
    if (this.#taken < this.#limits.atOnce) {
      this.#taken += 1;
    } else {
      const turn = Promise.withResolvers<void>();
      this.#waiting.push(turn.resolve);
      await turn.promise;
    }
    const done = work();
    void this.#handOn(done);
    await done;
  }

  /** Gives the turn of `work` to the next when it is over. */
  async #handOn(work: Promise<void>): Promise<void> {
    // How the work ended is for the one who asked for it.
    await endsWithin(this.#limits.ms, work).catch(() => {});
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken -= 1;
  }
}
