import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TokenBucket } from "./token-bucket.ts";

const RULES = [
  { burst: 50, amount: 100, perSeconds: 60 },
  { burst: 1000, amount: 1000, perSeconds: 3600 },
];

describe("a token bucket", () => {
  it("P8.6 gives its burst at once, and then one token for each interval", () => {
    const bucket = new TokenBucket([{ burst: 2, amount: 20, perSeconds: 1 }], 0);
    expect([bucket.take(0)?.allowed, bucket.take(0)?.allowed, bucket.take(0)?.allowed]).toEqual([true, true, false]);
    expect(bucket.take(0)).toMatchObject({ remaining: 0, retryAfterSeconds: 1 });
    expect(bucket.take(50)?.allowed).toBe(true);
    expect(bucket.take(51)?.allowed).toBe(false);
  });

  it("P8.6 never gives more than any of its rules allows, whatever the times of asking", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 2000 }), (waits) => {
        const bucket = new TokenBucket(RULES, 0);
        let now = 0;
        let given = 0;
        for (const wait of waits) {
          now += wait;
          if (bucket.take(now)?.allowed) given += 1;
        }
        for (const { burst, amount, perSeconds } of RULES) {
          expect(given).toBeLessThanOrEqual(burst + Math.ceil((now / 1000 / perSeconds) * amount));
        }
      }),
      { numRuns: 50 },
    );
  });

  it("P8.6 a clock that goes back gives nothing away", () => {
    const bucket = new TokenBucket([{ burst: 1, amount: 1, perSeconds: 1 }], 10_000);
    expect(bucket.take(10_000)?.allowed).toBe(true);
    expect(bucket.take(0)?.allowed).toBe(false);
    expect(bucket.take(500)?.allowed).toBe(false);
  });

  it("P8.6 without rules nothing is counted", () => {
    expect(new TokenBucket([], 0).take(0)).toBeNull();
  });
});
