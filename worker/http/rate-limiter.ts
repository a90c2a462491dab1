import { DurableObject } from "cloudflare:workers";
import type { BucketRule } from "../settings.ts";
import { TokenBucket, type Verdict } from "./token-bucket.ts";

/**
 * Counts the requests of one user, or of one address. It writes nothing: while requests come the object stays in
 * memory, and one that is dropped from it has been idle for at least ten seconds. So a short burst is counted exactly,
 * and the hourly allowance is forgiven to those who pause.
 */
export class RateLimiter extends DurableObject {
  readonly #buckets = new Map<string, TokenBucket>();

  /** Takes one token out of the bucket `name`, which the edge names and a client cannot; null without rules. */
  take(name: string, rules: readonly BucketRule[]): Verdict | null {
    const now = Date.now();
    let bucket = this.#buckets.get(name);
    if (!bucket?.follows(rules)) {
      bucket = new TokenBucket(rules, now);
      this.#buckets.set(name, bucket);
    }
    return bucket.take(now);
  }
}
