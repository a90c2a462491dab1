import { describe, expect, it } from "vitest";
import { HandClock } from "../testing/hand-clock.ts";
import { PassKeeper } from "./pass.ts";

function keeper() {
  const clock = new HandClock();
  const renewals: number[] = [];
  const start = clock.now();
  const pass = new PassKeeper(clock, () => renewals.push(clock.now() - start));
  return { clock, renewals, pass };
}

describe("renewal of passes", () => {
  it("P4.23 asks when 80 % of what is left has gone, and again in what is left then", () => {
    const { clock, renewals, pass } = keeper();
    pass.held(clock.now() + 900_000);
    clock.advance(719_999);
    expect(renewals).toEqual([]);
    clock.advance(180_000);
    expect(renewals.slice(0, 2)).toEqual([720_000, 864_000]);
  });

  it("P4.23 starts afresh with each new pass, and stops without a socket", () => {
    const { clock, renewals, pass } = keeper();
    pass.held(clock.now() + 900_000);
    clock.advance(720_000);
    pass.held(clock.now() + 900_000);
    clock.advance(719_999);
    expect(renewals).toEqual([720_000]);
    pass.dropped();
    clock.advance(900_000);
    expect(renewals).toEqual([720_000]);
  });

  it("P4.23 a clock hours ahead of the server's does not flood it, and one hours behind does not forget", () => {
    const ahead = keeper();
    ahead.pass.held(ahead.clock.now() - 3_600_000);
    ahead.clock.advance(60_000);
    expect(ahead.renewals).toEqual([20_000, 40_000, 60_000]);
    const behind = keeper();
    behind.pass.held(behind.clock.now() + 5 * 3_600_000);
    behind.clock.advance(720_000);
    expect(behind.renewals).toEqual([720_000]);
  });
});
