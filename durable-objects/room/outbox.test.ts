import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { counted, type Life, mortal, T0, withStorage } from "../../test/rooms/storage.ts";
import type { Delivery } from "./authority.ts";
import { EventLog } from "./event-log.ts";
import { Inbound } from "./inbound.ts";
import { deliverToRoom, EffectRefused, effectsInLog, type Lane } from "./lane.ts";
import type { Log } from "./log.ts";
import { migrate } from "./migrations.ts";
import { OUTBOX_JOB, OUTBOX_LIMITS, Outbox, type OutboxLimits } from "./outbox.ts";
import { Schedule } from "./schedule.ts";

const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };
const SCHEMA = EventLog.schema + Schedule.schema + Outbox.schema + Inbound.schema;
const Body = z.number();
const Owed = z.array(z.string());

type Deliver = (deliveries: Delivery<number>[]) => Promise<void>;

/** The sending room, rebuilt by `wake` as after an eviction; `deliver` says per lane how its receiver behaves. */
function sender(
  real: DurableObjectStorage,
  deliver: Record<string, Deliver>,
  limits: Partial<OutboxLimits> = {},
  linger?: { lingerMs: number; wait: (ms: number) => Promise<void> },
) {
  migrate(real, "test", [{ number: 1, sql: SCHEMA }]);
  const clock = { now: T0 };
  const counts = new Map<string, number>();
  const metrics = {
    count: (name: string, _subject?: string, by = 1) => void counts.set(name, (counts.get(name) ?? 0) + by),
    flush: () => {},
  };
  const wake = (storage: DurableObjectStorage = real) => {
    const now = () => clock.now;
    const events = new EventLog(storage);
    const schedule = new Schedule(storage, { now, random: () => 0, log: SILENT });
    const lane = (name: string): Lane<number> | null => {
      const to = deliver[name];
      if (!to) return null;
      const effectOf = (event: { [field: string]: unknown }) =>
        Owed.parse(event.lanes).includes(name) ? Body.parse(event.n) : undefined;
      const { lingerMs } = linger ?? {};
      return {
        body: Body,
        effectsAfter: effectsInLog(events, effectOf),
        deliver: to,
        ...(lingerMs === undefined ? {} : { lingerMs }),
      };
    };
    const outbox = new Outbox({
      storage,
      schedule,
      metrics,
      lane,
      now,
      log: SILENT,
      random: () => 0,
      head: () => events.position(),
      source: () => `test/${events.epoch()}`,
      limits: { ...OUTBOX_LIMITS, ...limits },
      ...(linger ? { wait: linger.wait } : {}),
    });
    /** An event that owes `n` to `lanes`, committed as a room does. */
    const emit = (n: number, lanes: string[]) =>
      storage.transactionSync(() => {
        const { position } = events.append({ stream: "room", type: "e", by: null, at: T0, data: { n, lanes } });
        for (const each of lanes) outbox.owe(each, position);
        return position;
      });
    /** Handles the alarm as the platform does; false when none is set. */
    const alarm = async () => {
      const due = await real.getAlarm();
      if (due === null) return false;
      clock.now = Math.max(clock.now, due);
      await real.deleteAlarm();
      await schedule.run({ [OUTBOX_JOB]: () => outbox.job() });
      return true;
    };
    return { outbox, events, emit, alarm };
  };
  return { wake, clock, counts };
}

/** A receiver that takes everything and remembers it. */
function taker() {
  const taken: number[] = [];
  const batches: number[] = [];
  const deliver: Deliver = async (deliveries) => {
    batches.push(deliveries.length);
    taken.push(...deliveries.map((delivery) => delivery.body));
  };
  return { taken, batches, deliver };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("the outbox", () => {
  it("P9.1 delivers after the commit, in order and in batches, and a lane that owes nothing is gone", () =>
    withStorage(async (storage) => {
      const a = taker();
      const b = taker();
      const room = sender(storage, { a: a.deliver, b: b.deliver }, { batch: 4 }).wake();
      for (const n of range(1, 10)) room.emit(n, n % 2 ? ["a", "b"] : ["a"]);
      expect(room.outbox.settled()).toBe(0);
      await room.outbox.flush();
      expect(a.taken).toEqual(range(1, 10));
      expect(a.batches).toEqual([4, 4, 2]);
      expect(b.taken).toEqual([1, 3, 5, 7, 9]);
      expect(room.outbox.pending()).toEqual([]);
      expect(room.outbox.settled()).toBeNull();
    }));

  it("P9.1 a lane that lingers takes what comes meanwhile in one delivery, and goes through a backlog without a pause", () =>
    withStorage(async (storage) => {
      const a = taker();
      const waits: PromiseWithResolvers<void>[] = [];
      const wait = () => {
        const each = Promise.withResolvers<void>();
        waits.push(each);
        return each.promise;
      };
      const room = sender(storage, { a: a.deliver }, { batch: 4 }, { lingerMs: 500, wait }).wake();
      room.emit(1, ["a"]);
      const flushed = room.outbox.flush();
      for (const n of range(2, 6)) {
        room.emit(n, ["a"]);
        void room.outbox.flush();
      }
      expect(a.taken).toEqual([]);
      expect(waits).toHaveLength(1);
      waits[0]?.resolve();
      await flushed;
      expect(a.batches).toEqual([4, 2]);
      expect(waits).toHaveLength(1);
      expect(room.outbox.pending()).toEqual([]);
    }));

  it("P8.10 a hundred events to one lane cost a few rows in all, besides the events themselves", () =>
    withStorage(async (real) => {
      const { storage, rows } = counted(real);
      const a = taker();
      const room = sender(storage, { a: a.deliver }).wake();
      room.events.epoch();
      const before = rows();
      for (const n of range(1, 100)) room.emit(n, ["a"]);
      // 100 events, the lane's row, the backup's job and its alarm.
      expect(rows() - before).toBe(103);
      await room.outbox.flush();
      expect(rows() - before).toBe(104);
      for (const n of range(101, 110)) {
        room.emit(n, ["a"]);
        await room.outbox.flush();
      }
      // Each alone: its event, the lane's row, the end of the row. The backup is still set.
      expect(rows() - before).toBe(104 + 30);
      await room.alarm();
      expect(await real.getAlarm()).toBeNull();
    }));

  it("P9.1 what was committed and never delivered leaves with the backup alarm after a crash", () =>
    withStorage(async (storage) => {
      const a = taker();
      const { wake, clock } = sender(storage, { a: a.deliver });
      wake().emit(1, ["a"]);
      const rebuilt = wake();
      await rebuilt.alarm();
      expect(a.taken).toEqual([1]);
      expect(clock.now).toBe(T0 + OUTBOX_LIMITS.backupMs);
      expect(await rebuilt.alarm()).toBe(false);
    }));

  it("P9.1 an event that is rolled back is never delivered, and those after it are", () =>
    withStorage(async (storage) => {
      const a = taker();
      const room = sender(storage, { a: a.deliver }).wake();
      const rollBack = () =>
        storage.transactionSync(() => {
          room.emit(-1, ["a"]);
          throw new Error("no");
        });
      expect(rollBack).toThrow("no");
      room.emit(1, ["a"]);
      expect(rollBack).toThrow("no");
      await room.outbox.flush();
      room.emit(2, ["a"]);
      await room.outbox.flush();
      expect(a.taken).toEqual([1, 2]);
      expect(room.outbox.pending()).toEqual([]);
    }));

  it("P9.2 a lane that hangs or fails delays no other, and is tried again until it is reached", () =>
    withStorage(async (storage) => {
      const a = taker();
      const hanging = Promise.withResolvers<void>();
      let fails = 6;
      const flaky = taker();
      const deliver: Deliver = async (deliveries) => {
        if (fails-- > 0) throw new Error("unreachable");
        await flaky.deliver(deliveries);
      };
      const { wake, clock } = sender(storage, { a: a.deliver, hangs: () => hanging.promise, flaky: deliver });
      const room = wake();
      for (const n of range(1, 3)) room.emit(n, ["hangs", "flaky", "a"]);
      const flushed = room.outbox.flush();
      await expect.poll(() => a.taken, { interval: 1 }).toEqual([1, 2, 3]);
      await expect.poll(() => room.outbox.pending()[0], { interval: 1 }).toMatchObject({ name: "flaky", attempts: 1 });
      room.emit(4, ["a"]);
      void room.outbox.flush();
      await expect.poll(() => a.taken, { interval: 1 }).toEqual([1, 2, 3, 4]);
      hanging.resolve();
      await flushed;
      while (flaky.taken.length < 3) expect(await room.alarm()).toBe(true);
      expect(flaky.taken).toEqual([1, 2, 3]);
      // 1 + 2 + 4 + … seconds, from the first failure on.
      expect(clock.now - T0).toBe(63_000);
    }));

  it("P9.2 only so many lanes are delivered side by side, and each gets its turn", () =>
    withStorage(async (storage) => {
      const names = range(1, 7).map((n) => `lane ${n}`);
      const gates = names.map(() => Promise.withResolvers<void>());
      const begun: string[] = [];
      const deliver = (name: string, gate: Promise<void>): Deliver => {
        return () => {
          begun.push(name);
          return gate;
        };
      };
      const lanes = Object.fromEntries(
        gates.map(({ promise }, n) => [`lane ${n + 1}`, deliver(`lane ${n + 1}`, promise)] as const),
      );
      const room = sender(storage, lanes, { turns: { atOnce: 3, ms: 60_000 } }).wake();
      room.emit(1, names);
      const flushed = Promise.all([room.outbox.flush(), room.outbox.flush()]);
      await expect.poll(() => begun, { interval: 1 }).toEqual(names.slice(0, 3));
      for (const [n, gate] of gates.entries()) {
        gate.resolve();
        await expect.poll(() => begun, { interval: 1 }).toEqual(names.slice(0, n + 4));
      }
      await flushed;
      expect(room.outbox.pending()).toEqual([]);
    }));

  it("P9.2 lanes that hang keep their turn no longer than it lasts, however many they are", () =>
    withStorage(async (storage) => {
      const hanging = Promise.withResolvers<void>();
      const names = range(1, 7).map((n) => `hangs ${n}`);
      const z = taker();
      const lanes = { ...Object.fromEntries(names.map((name) => [name, () => hanging.promise])), z: z.deliver };
      const room = sender(storage, lanes, { turns: { atOnce: 2, ms: 1 } }).wake();
      room.emit(1, [...names, "z"]);
      const flushed = room.outbox.flush();
      await expect.poll(() => z.taken, { interval: 1 }).toEqual([1]);
      expect(room.outbox.pending().map(({ name }) => name)).toEqual(names);
      hanging.resolve();
      await flushed;
      expect(room.outbox.pending()).toEqual([]);
    }));

  it("P9.2 a delivery unanswered for too long counts as failed, and the lane is not stuck", () =>
    withStorage(async (storage) => {
      const a = taker();
      let first = true;
      const deliver: Deliver = (deliveries) => {
        if (!first) return a.deliver(deliveries);
        first = false;
        return new Promise(() => {});
      };
      const room = sender(storage, { a: deliver }, { deliveryMs: 5 }).wake();
      room.emit(1, ["a"]);
      await room.outbox.flush();
      expect(room.outbox.pending()).toMatchObject([{ attempts: 1 }]);
      await room.alarm();
      expect(a.taken).toEqual([1]);
    }));

  it("P9.2 flushes of one lane never overlap, and what is owed during a delivery leaves right after it", () =>
    withStorage(async (storage) => {
      const taken: number[] = [];
      let going = 0;
      const gate = Promise.withResolvers<void>();
      const deliver: Deliver = async (deliveries) => {
        expect(++going).toBe(1);
        await gate.promise;
        taken.push(...deliveries.map((delivery) => delivery.body));
        going--;
      };
      const room = sender(storage, { a: deliver }).wake();
      room.emit(1, ["a"]);
      const first = room.outbox.flush();
      room.emit(2, ["a"]);
      room.emit(3, []);
      const second = room.outbox.flush();
      gate.resolve();
      await Promise.all([first, second]);
      expect(taken).toEqual([1, 2]);
      expect(room.outbox.pending()).toEqual([]);
    }));

  it("P9.3 what a receiver refuses is parked with a metric after some tries; the rest goes on, and it can be retried", () =>
    withStorage(async (storage) => {
      let poison: number | null = 3;
      const a = taker();
      const sources = new Set<string>();
      const deliver: Deliver = async (deliveries) => {
        for (const delivery of deliveries) {
          if (delivery.body === poison) throw new EffectRefused(delivery.number, "invalid");
          sources.add(delivery.source);
          await a.deliver([delivery]);
        }
      };
      const { wake, counts } = sender(storage, { a: deliver }, { triesBeforeParking: 3 });
      const room = wake();
      for (const n of range(1, 5)) room.emit(n, ["a"]);
      await room.outbox.flush();
      expect(a.taken).toEqual([1, 2]);
      expect(room.outbox.pending()).toMatchObject([{ cursor: 2, refusals: 1 }]);
      await room.alarm();
      expect(room.outbox.parked(10)).toEqual([]);
      await room.alarm();
      expect(a.taken).toEqual([1, 2, 4, 5]);
      expect(counts.get("outbox.parked")).toBe(1);
      const [parked] = room.outbox.parked(10);
      expect(parked).toMatchObject({ lane: "a", position: 3, body: 3, code: "invalid" });
      const id = parked?.id ?? 0;
      await expect(room.outbox.retryParked(id)).rejects.toMatchObject({ code: "conflict" });
      poison = null;
      await wake().outbox.retryParked(id);
      expect(a.taken).toEqual([1, 2, 4, 5, 3]);
      expect(sources.size).toBe(2);
      await expect(room.outbox.retryParked(id)).rejects.toMatchObject({ code: "not_found" });
    }));

  it("P9.3 a receiver that cannot say which effect it refuses still loses only that one", () =>
    withStorage(async (storage) => {
      const a = taker();
      const deliver: Deliver = async (deliveries) => {
        if (deliveries.some((delivery) => delivery.body === 3)) throw new EffectRefused(null, "constraint");
        await a.deliver(deliveries);
      };
      const room = sender(storage, { a: deliver }).wake();
      for (const n of range(1, 5)) room.emit(n, ["a"]);
      await room.outbox.flush();
      while (await room.alarm());
      expect(a.taken).toEqual([1, 2, 4, 5]);
      expect(room.outbox.parked(10)).toMatchObject([{ body: 3, code: "constraint" }]);
    }));

  it("P9.6 a lane of a newer release waits for it", () =>
    withStorage(async (storage) => {
      const deliver: Record<string, Deliver> = {};
      const room = sender(storage, deliver).wake();
      room.emit(1, ["later"]);
      await room.outbox.flush();
      const later = taker();
      deliver.later = later.deliver;
      await room.alarm();
      expect(later.taken).toEqual([1]);
      expect(room.outbox.pending()).toEqual([]);
    }));

  it("P9.4 over any failures, refusals, crashes and evictions each effect happens once and in order", () =>
    withStorage(async (storage) => {
      const lanes = ["a", "b"];
      const fate = fc.constantFrom("take", "unreachable", "crashAfterTaking", "refuse", "takeHalf");
      const step = fc.oneof(
        { weight: 4, arbitrary: fc.record({ do: fc.constant("emit" as const), lanes: fc.subarray(lanes) }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant("rollback" as const), lanes: fc.subarray(lanes) }) },
        {
          weight: 3,
          arbitrary: fc.record({ do: fc.constant("flush" as const), fates: fc.array(fate, { maxLength: 4 }) }),
        },
        {
          weight: 2,
          arbitrary: fc.record({ do: fc.constant("alarm" as const), fates: fc.array(fate, { maxLength: 4 }) }),
        },
        { weight: 2, arbitrary: fc.record({ do: fc.constant("dieIn" as const), calls: fc.nat(60) }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant("evict" as const) }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant("prune" as const) }) },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
          await storage.deleteAll();
          await storage.deleteAlarm();
          const fates: string[] = [];
          const refused: number[] = [];
          const happened: Record<string, number[]> = { a: [], b: [] };
          const owed: Record<string, number[]> = { a: [], b: [] };
          const inbound = new Inbound(storage, SILENT);
          const receiver =
            (name: string): Deliver =>
            async (deliveries) => {
              const next = fates.shift() ?? "take";
              await Promise.resolve();
              if (next === "unreachable") throw new Error("unreachable");
              const poison = next === "refuse" ? deliveries.at(-1)?.number : undefined;
              const taken = next === "takeHalf" ? deliveries.slice(0, deliveries.length / 2) : deliveries;
              const port = {
                deliver: async (given: Delivery<unknown>[]) =>
                  inbound.accept(given, (body) => {
                    if (given.find((each) => each.body === body)?.number === poison) {
                      refused.push(Body.parse(body));
                      throw new EffectRefused(null, "poison");
                    }
                    happened[name]?.push(Body.parse(body));
                  }),
              };
              if (next === "takeHalf") await port.deliver(taken);
              if (next === "takeHalf") throw new Error("lost on the way");
              const held = await port.deliver(deliveries);
              if (next === "crashAfterTaking") throw new Error("the answer was lost");
              const first = deliveries.find((delivery) => delivery.number > held);
              if (first) throw new EffectRefused(first.number, "poison");
            };
          const { wake } = sender(storage, { a: receiver("a"), b: receiver("b") }, { batch: 3, triesBeforeParking: 2 });
          let life: Life = { callsLeft: null, dead: false };
          const rise = () => {
            life.dead = true;
            life = { callsLeft: null, dead: false };
            return wake(mortal(storage, life));
          };
          let room = rise();
          let n = 0;
          for (const each of steps) {
            const due = await storage.getAlarm();
            try {
              if (each.do === "emit") {
                room.emit(++n, each.lanes);
                for (const name of each.lanes) owed[name]?.push(n);
              } else if (each.do === "rollback") {
                storage.transactionSync(() => {
                  room.emit(-1, each.lanes);
                  throw new Error("rolled back");
                });
              } else if (each.do === "flush") {
                fates.push(...each.fates);
                await room.outbox.flush();
              } else if (each.do === "alarm") {
                fates.push(...each.fates);
                await room.alarm();
              } else if (each.do === "dieIn") life.callsLeft = each.calls;
              else if (each.do === "prune") room.events.prune(0, room.outbox.settled());
              else room = rise();
            } catch (cause) {
              if (!life.dead && !(cause instanceof Error && cause.message === "rolled back")) throw cause;
            }
            fates.length = 0;
            if (life.dead) {
              // The platform repeats an alarm whose handler did not end.
              if (each.do === "alarm" && due !== null) await storage.setAlarm(due);
              room = rise();
            }
          }
          room = rise();
          for (let turn = 0; turn < 60 && (await room.alarm()); turn++);
          const parked = room.outbox.parked(1_000);
          for (const name of lanes) {
            const aside = parked.filter((effect) => effect.lane === name).map((effect) => Body.parse(effect.body));
            expect(happened[name]).toEqual(owed[name]?.filter((each) => !aside.includes(each)));
            expect(aside.every((each) => refused.includes(each))).toBe(true);
          }
          expect(room.outbox.pending()).toEqual([]);
          expect(await storage.getAlarm()).toBeNull();
        }),
        { numRuns: 200 },
      );
    }));
});

describe("delivering to another room", () => {
  it("P9.3 the first delivery that a room did not take is the one refused", async () => {
    const notice = (number: number) => ({ source: "w", number, body: { type: "erase" as const, by: null } });
    const port = { deliver: async () => 2 };
    await deliverToRoom(port, [notice(1), notice(2)]);
    await expect(deliverToRoom(port, [notice(2), notice(3), notice(4)])).rejects.toMatchObject({ number: 3 });
  });
});
