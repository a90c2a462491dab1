/** How much may be taken at once, and how much comes back in a second. */
export interface BucketLimit {
  burst: number;
  perSecond: number;
}

/**
 * A token bucket in memory: full at first, two numbers and no timer. Cheap enough to be asked for each frame.
 * All times are ms since 1970; a clock that goes back gives nothing and takes nothing.
 */
export class TokenBucket {
  readonly #limit: BucketLimit;
  #tokens: number;
  #at: number;

  constructor(limit: BucketLimit, now: number) {
    this.#limit = limit;
    this.#tokens = limit.burst;
    this.#at = now;
  }

  /** Takes `cost` if there is so much, and says whether there was. */
  take(now: number, cost = 1): boolean {
    this.#refill(now);
    if (this.#tokens < cost) return false;
    this.#tokens -= cost;
    return true;
  }

  /** ms until `cost` could be taken; 0 if it can be now, Infinity if it never fits. */
  waitMs(now: number, cost = 1): number {
    this.#refill(now);
    if (cost > this.#limit.burst) return Number.POSITIVE_INFINITY;
    return Math.max(0, Math.ceil(((cost - this.#tokens) / this.#limit.perSecond) * 1000));
  }

  #refill(now: number): void {
    const passed = now - this.#at;
    this.#at = now;
    if (passed <= 0) return;
    this.#tokens = Math.min(this.#limit.burst, this.#tokens + (passed / 1000) * this.#limit.perSecond);
  }
}
