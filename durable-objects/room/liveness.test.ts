import { expect, it } from "vitest";
import { T0, withStorage } from "../../test/rooms/storage.ts";
import { type Heard, LIVENESS, Liveness } from "./liveness.ts";

function heard(heardAt: number): Heard {
  return { socket: new WebSocketPair()[0], heardAt };
}

it("P6.6 in an active room a dead link is found the moment it counts as one; a quiet room backs off", () =>
  withStorage((storage) => {
    const dead = heard(T0 + 1_000);
    const talker = heard(T0);
    const liveness = new Liveness(storage, new Set([dead, talker]), () => null, LIVENESS);
    let now = T0;
    const sweeps: number[] = [];
    for (let found: Heard[] = []; found.length === 0; sweeps.push(now - T0)) {
      now += liveness.nextMs ?? 0;
      talker.heardAt = now;
      found = liveness.sweep(now);
      liveness.stirred();
      if (found.length > 0) expect(found).toEqual([dead]);
    }
    expect(sweeps.at(-1)).toBe(1_000 + LIVENESS.silentAfterMs);
    expect(sweeps.length).toBeLessThan(5);

    const quiet = new Liveness(storage, new Set([heard(now), heard(now)]), () => new Date(now), LIVENESS);
    const waits: (number | null)[] = [];
    for (let i = 0; i < 7; i++) {
      waits.push(quiet.nextMs);
      now += quiet.nextMs ?? 0;
      expect(quiet.sweep(now)).toEqual([]);
    }
    expect(waits).toEqual([30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000]);
  }));
