import type { JsonSession } from "../room/json-room.ts";
import { type BucketLimit, TokenBucket } from "../room/rate.ts";

/** What a socket may do only so often. */
export type Allowed = "command" | "signal" | "react" | "ice";

/** How often each socket may do what (P8). In memory alone: a room that slept begins anew. */
export class Allowances {
  readonly #limits: Record<Allowed, BucketLimit>;
  readonly #buckets = new WeakMap<JsonSession, Map<Allowed, TokenBucket>>();

  constructor(limits: Record<Allowed, BucketLimit>) {
    this.#limits = limits;
  }

  /** Counts that this socket does it once more, and says whether it may. */
  take(session: JsonSession, what: Allowed): boolean {
    const now = Date.now();
    let buckets = this.#buckets.get(session);
    if (!buckets) {
      buckets = new Map();
      this.#buckets.set(session, buckets);
    }
    let bucket = buckets.get(what);
    if (!bucket) {
      bucket = new TokenBucket(this.#limits[what], now);
      buckets.set(what, bucket);
    }
    return bucket.take(now);
  }
}
