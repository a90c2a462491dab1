import type { BucketRule } from "../settings.ts";

/** What taking one token came to. Seconds are rounded up. */
export interface Verdict {
  allowed: boolean;
  /** The rule that is nearest to its end. */
  rule: BucketRule;
  /** Whole tokens left under it. */
  remaining: number;
  /** Seconds until it is full again. */
  resetSeconds: number;
  /** Seconds until a token is there; 0 when one was. */
  retryAfterSeconds: number;
}

interface Level {
  tokens: number;
  /** ms since 1970. */
  at: number;
}

/** Token buckets under one or more rules at once: a token is taken from all of them or from none. */
export class TokenBucket {
  readonly #rules: readonly BucketRule[];
  readonly #levels: Level[];

  constructor(rules: readonly BucketRule[], now: number) {
    this.#rules = rules;
    this.#levels = rules.map((rule) => ({ tokens: rule.burst, at: now }));
  }

  /** True while it counts by exactly these rules; settings may have changed since it was made. */
  follows(rules: readonly BucketRule[]): boolean {
    return JSON.stringify(rules) === JSON.stringify(this.#rules);
  }

  /** Takes a token at `now` (ms since 1970); null when there are no rules. */
  take(now: number): Verdict | null {
    let tightest: { rule: BucketRule; level: Level } | null = null;
    for (const [index, rule] of this.#rules.entries()) {
      const level = this.#levels[index];
      if (!level) continue;
      const elapsed = Math.max(0, now - level.at) / 1000;
      level.tokens = Math.min(rule.burst, level.tokens + (elapsed * rule.amount) / rule.perSeconds);
      level.at = now;
      if (!tightest || secondsTo(1, rule, level) > secondsTo(1, tightest.rule, tightest.level)) {
        tightest = { rule, level };
      } else if (secondsTo(1, tightest.rule, tightest.level) === 0 && level.tokens < tightest.level.tokens) {
        tightest = { rule, level };
      }
    }
    if (!tightest) return null;
    const allowed = tightest.level.tokens >= 1;
    if (allowed) for (const level of this.#levels) level.tokens -= 1;
    const { rule, level } = tightest;
    return {
      allowed,
      rule,
      remaining: Math.floor(level.tokens),
      resetSeconds: Math.ceil(secondsTo(rule.burst, rule, level)),
      retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil(secondsTo(1, rule, level))),
    };
  }
}

function secondsTo(tokens: number, rule: BucketRule, level: Level): number {
  return (Math.max(0, tokens - level.tokens) * rule.perSeconds) / rule.amount;
}
