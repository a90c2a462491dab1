import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { counted, type Life, mortal, T0, withStorage } from "../../test/rooms/storage.ts";
import type { Log } from "./log.ts";
import { type Migration, migrate } from "./migrations.ts";
import { type Job, Schedule, type ScheduleSurroundings } from "./schedule.ts";

const MIGRATIONS: readonly Migration[] = [{ number: 1, sql: Schedule.schema }];
const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** A schedule over `storage` with a clock the test moves, and the platform's part: alarms that come at least once. */
function platform(storage: DurableObjectStorage, surroundings: Partial<ScheduleSurroundings> = {}) {
  migrate(storage, "test", MIGRATIONS);
  const clock = { now: T0 };
  const around = { now: () => clock.now, random: () => 0, log: SILENT, ...surroundings };
  const schedule = new Schedule(storage, around);
  return {
    clock,
    schedule,
    around,
    /** Moves the clock to the alarm and handles it, as the platform does: the alarm is gone while it is handled. */
    async alarm(jobs: Record<string, Job>, on = schedule): Promise<boolean> {
      const due = await storage.getAlarm();
      if (due === null) return false;
      clock.now = Math.max(clock.now, due);
      await storage.deleteAlarm();
      await on.run(jobs);
      return true;
    },
  };
}

describe("many jobs over one alarm", () => {
  it("P6.3 runs each job at its own time and sets no alarm once nothing waits", () =>
    withStorage(async (storage) => {
      const { schedule, alarm, clock } = platform(storage);
      const ran: [string, number][] = [];
      const jobs = {
        early: () => void ran.push(["early", clock.now - T0]),
        late: () => void ran.push(["late", clock.now - T0]),
      };
      schedule.after("late", 9_000);
      schedule.after("early", 3_000);
      expect(await storage.getAlarm()).toBe(T0 + 3_000);
      await alarm(jobs);
      expect(await storage.getAlarm()).toBe(T0 + 9_000);
      await alarm(jobs);
      expect(ran).toEqual([
        ["early", 3_000],
        ["late", 9_000],
      ]);
      expect(await storage.getAlarm()).toBeNull();
      expect(schedule.waiting()).toEqual([]);
    }));

  it("P6.3 a job asked for twice runs at the earlier time; asking again for later writes no row", () =>
    withStorage(async (real) => {
      const { storage, rows } = counted(real);
      const { schedule } = platform(storage);
      const before = rows();
      schedule.after("sweep", 5_000);
      expect(rows() - before).toBe(2);
      schedule.after("sweep", 5_000);
      schedule.after("sweep", 60_000);
      expect(rows() - before).toBe(2);
      schedule.after("another", 60_000);
      expect(rows() - before).toBe(3);
      schedule.after("sweep", 1_000);
      expect(schedule.waiting()[0]).toEqual({ name: "sweep", due: T0 + 1_000, attempts: 0 });
      expect(await storage.getAlarm()).toBe(T0 + 1_000);
    }));

  it("P9.7 a failing job is put off longer each time, survives a restart, and holds up no other", () =>
    withStorage(async (storage) => {
      const first = platform(storage, { backoff: { firstMs: 1_000, longestMs: 3_000 } });
      let ran = 0;
      const jobs = {
        fails: () => Promise.reject(new Error("no")),
        works: () => void ran++,
      };
      first.schedule.at("fails", T0);
      first.schedule.at("works", T0);
      await first.alarm(jobs);
      expect(ran).toBe(1);
      expect(first.schedule.waiting()).toEqual([{ name: "fails", due: T0 + 1_000, attempts: 1 }]);
      const again = new Schedule(storage, first.around);
      await first.alarm(jobs, again);
      await first.alarm(jobs, again);
      expect(again.waiting()[0]).toEqual({ name: "fails", due: first.clock.now + 3_000, attempts: 3 });
      await first.alarm({ fails: () => {} }, again);
      expect(again.waiting()).toEqual([]);
    }));

  it("P9.6 a job of a newer release waits for it instead of being dropped", () =>
    withStorage(async (storage) => {
      const { schedule, alarm } = platform(storage);
      schedule.at("of_tomorrow", T0);
      await alarm({});
      expect(schedule.waiting()[0]?.attempts).toBe(1);
      let ran = 0;
      await alarm({ of_tomorrow: () => void ran++ });
      expect(ran).toBe(1);
    }));

  it("P9.7 a job that hangs neither stops the others nor is started twice, and keeps its place", () =>
    withStorage(async (storage) => {
      const { schedule, alarm, clock } = platform(storage, { patienceMs: 5 });
      const hanging = Promise.withResolvers<void>();
      let started = 0;
      let ran = 0;
      const jobs = {
        hangs: () => {
          started++;
          return hanging.promise;
        },
        works: () => void ran++,
      };
      schedule.at("hangs", T0);
      schedule.at("works", T0 + 1);
      clock.now = T0 + 1;
      await alarm(jobs);
      await alarm(jobs);
      expect([started, ran]).toEqual([1, 1]);
      expect(schedule.waiting().map((job) => job.name)).toEqual(["hangs"]);
      expect(await storage.getAlarm()).not.toBeNull();
      hanging.resolve();
      await hanging.promise;
      await alarm({ hangs: () => expect.unreachable("it had ended well") });
      expect(schedule.waiting()).toEqual([]);
    }));

  it("P6.3 a job may schedule its own next run, and one that wipes the object leaves no alarm", () =>
    withStorage(async (storage) => {
      const { schedule, alarm, clock } = platform(storage);
      schedule.at("tick", T0);
      await alarm({ tick: () => schedule.after("tick", 10) });
      expect(schedule.waiting()).toEqual([{ name: "tick", due: clock.now + 10, attempts: 0 }]);
      await alarm({ tick: () => storage.deleteAll() });
      expect(await storage.getAlarm()).toBeNull();
    }));

  it("P9.7 an alarm the platform gave up on is set again as soon as someone comes in", () =>
    withStorage(async (storage) => {
      const { schedule } = platform(storage);
      schedule.after("sweep", 5_000);
      await storage.deleteAlarm();
      await schedule.mend();
      expect(await storage.getAlarm()).toBe(T0 + 5_000);
    }));

  it("P9.7 a job asked for in a transaction that is rolled back leaves neither job nor alarm", () =>
    withStorage(async (storage) => {
      const { schedule } = platform(storage);
      const rolledBack = () =>
        storage.transactionSync(() => {
          schedule.after("effect", 1_000);
          throw new Error("no");
        });
      expect(rolledBack).toThrow("no");
      expect(await storage.getAlarm()).toBeNull();
      schedule.after("effect", 2_000);
      expect(await storage.getAlarm()).toBe(T0 + 2_000);
    }));

  it("P9.7 whatever fails, dies or is rolled back, every job asked for and not cancelled runs", () =>
    withStorage(async (storage) => {
      const name = fc.constantFrom("a", "b", "c");
      const step = fc.oneof(
        fc.record({ do: fc.constant("at" as const), name, ms: fc.nat(20_000) }),
        fc.record({ do: fc.constant("cancel" as const), name }),
        fc.record({ do: fc.constant("alarm" as const), failing: fc.subarray(["a", "b", "c"]) }),
        fc.record({ do: fc.constant("alarmThenDie" as const), calls: fc.nat(12) }),
        fc.record({ do: fc.constant("wake" as const) }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          await storage.deleteAll();
          await storage.deleteAlarm();
          let { schedule, alarm, clock, around } = platform(storage);
          const wanted = new Set<string>();
          const run = (failing: readonly string[]) => {
            const job = (each: string) => () => {
              if (failing.includes(each)) throw new Error("no");
              wanted.delete(each);
            };
            return { a: job("a"), b: job("b"), c: job("c") };
          };
          for (const each of steps) {
            if (each.do === "at") {
              schedule.after(each.name, each.ms);
              wanted.add(each.name);
            } else if (each.do === "cancel") {
              schedule.cancel(each.name);
              wanted.delete(each.name);
            } else if (each.do === "alarm") await alarm(run(each.failing));
            else if (each.do === "alarmThenDie") {
              const life: Life = { callsLeft: each.calls, dead: false };
              const doomed = new Schedule(mortal(storage, life), around);
              const due = await storage.getAlarm();
              await alarm(run([]), doomed).catch(() => {});
              // The platform repeats an alarm whose handler did not end.
              if (life.dead && due !== null) await storage.setAlarm(due);
              life.dead = true;
              schedule = new Schedule(storage, around);
            } else schedule = new Schedule(storage, around);
            const next = schedule.waiting()[0]?.due;
            if (next !== undefined) expect(await storage.getAlarm()).toBeLessThanOrEqual(next);
          }
          for (let turn = 0; turn < 20 && (await alarm(run([]), schedule)); turn++);
          expect([...wanted]).toEqual([]);
          expect(schedule.waiting()).toEqual([]);
          expect(clock.now).toBeGreaterThanOrEqual(T0);
        }),
        { numRuns: 150 },
      );
    }));
});
