import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { counted, T0, withStorage } from "../../test/rooms/storage.ts";
import type { Delivery } from "./authority.ts";
import { bodyMark, COMMAND_MEMORY, CommandLog, type Memory } from "./command-log.ts";
import { EventLog, MAX_EVENT_BYTES } from "./event-log.ts";
import { newId } from "./id.ts";
import { Inbound } from "./inbound.ts";
import { logWith } from "./log.ts";
import { GatheredMetrics } from "./metrics.ts";
import { hasSchema, MigrationError, migrate } from "./migrations.ts";
import { TokenBucket } from "./rate.ts";

const SCHEMA = EventLog.schema + CommandLog.schema + CommandLog.slots + Inbound.schema;

/** Runs `work` on an object whose tables exist. */
function withTables(work: (storage: DurableObjectStorage) => void | Promise<void>): Promise<void> {
  return withStorage((storage) => {
    migrate(storage, "test", [{ number: 1, sql: SCHEMA }]);
    return work(storage);
  });
}

function faultOf(work: () => void): unknown {
  try {
    work();
  } catch (cause) {
    return cause instanceof MigrationError ? cause.code : cause;
  }
  return null;
}

describe("migrations", () => {
  const one = { number: 1, sql: "CREATE TABLE t (a INTEGER PRIMARY KEY)" };
  const two = { number: 2, sql: "ALTER TABLE t ADD COLUMN b TEXT" };

  it("P1.3 each step is applied once and in order, per part; a look writes nothing", () =>
    withStorage((storage) => {
      expect(hasSchema(storage.sql)).toBe(false);
      expect(
        storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray(),
      ).toEqual([]);
      expect(migrate(storage, "kernel", [one])).toBe(1);
      expect(migrate(storage, "kernel", [one, two])).toBe(1);
      expect(migrate(storage, "doc", [{ number: 1, sql: "CREATE TABLE u (a)" }])).toBe(1);
      const watched = counted(storage);
      expect(migrate(watched.storage, "kernel", [one, two])).toBe(0);
      expect(watched.rows()).toBe(0);
      storage.sql.exec("INSERT INTO t (a, b) VALUES (1, 'x')");
      expect(hasSchema(storage.sql)).toBe(true);
    }));

  it("P1.3 an older release runs on the schema of a newer one", () =>
    withStorage((storage) => {
      migrate(storage, "kernel", [one, two]);
      expect(migrate(storage, "kernel", [one])).toBe(0);
      expect(migrate(storage, "kernel", [one, two])).toBe(0);
    }));

  it("P1.3 a changed, missing or doubled number is refused by name, and a failing step leaves nothing", () =>
    withStorage((storage) => {
      migrate(storage, "kernel", [one]);
      expect(migrate(storage, "kernel", [{ number: 1, sql: "CREATE  TABLE t\n(a INTEGER PRIMARY KEY)" }])).toBe(0);
      expect(faultOf(() => migrate(storage, "kernel", [{ number: 1, sql: "CREATE TABLE t (z)" }]))).toBe(
        "number_changed",
      );
      expect(faultOf(() => migrate(storage, "kernel", [one, { ...two, number: 3 }]))).toBe("numbers_not_consecutive");
      const broken = { number: 2, sql: "CREATE TABLE half (a); SELECT * FROM nowhere" };
      expect(() => migrate(storage, "kernel", [one, broken])).toThrow();
      expect(storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'half'").toArray()).toEqual([]);
      expect(migrate(storage, "kernel", [one, two])).toBe(1);
      storage.sql.exec("DELETE FROM migrations WHERE number = 1");
      expect(faultOf(() => migrate(storage, "kernel", [one, two]))).toBe("number_missing");
    }));
});

const draft = (stream: string, n = 0) => ({ stream, type: "said", by: null, at: T0, data: { n } });

describe("the event log", () => {
  it("P2.4 each stream counts for itself, unknown fields survive, and an event writes one row", () =>
    withTables((real) => {
      const { storage, rows } = counted(real);
      const log = new EventLog(storage);
      const first = log.append({
        stream: "room",
        type: "said",
        by: "u1",
        at: T0,
        data: { text: "hi", of_tomorrow: [1] },
      });
      expect(rows()).toBe(1);
      log.append(draft("board"));
      log.append(draft("room", 2));
      expect(first.event).toEqual({
        stream: "room",
        seq: 1,
        type: "said",
        by: "u1",
        at: T0,
        text: "hi",
        of_tomorrow: [1],
      });
      expect(new EventLog(storage).after("room", 0, 10)).toEqual([
        first.event,
        { stream: "room", seq: 2, type: "said", by: null, at: T0, n: 2 },
      ]);
      expect([log.head("room"), log.head("board"), log.head("none"), log.position()]).toEqual([2, 1, 0, 3]);
      expect(log.scan(1, 1).map(({ position, event }) => [position, event.stream])).toEqual([[2, "board"]]);
      expect(rows()).toBe(3);
    }));

  it("P2.1 P2.2 a resume answers all that was missed, or refuses: other epoch, future seq, too much, or pruned", () =>
    withTables((storage) => {
      const log = new EventLog(storage);
      for (let n = 1; n <= 10; n++) log.append(draft("room", n));
      const epoch = log.epoch();
      const resume = (after: number | undefined, of: string | undefined = epoch) =>
        log.resume("room", { epoch: of, after }, 5);
      const seen = resume(7);
      expect(seen.recovered && seen.events.map((event) => event.seq)).toEqual([8, 9, 10]);
      expect(resume(10)).toEqual({ recovered: true, events: [] });
      for (const refused of [resume(undefined), resume(7, "other"), resume(11), resume(4)]) {
        expect(refused).toEqual({ recovered: false });
      }
      log.prune(1, null);
      expect(log.after("room", 0, 20).map((event) => event.seq)).toEqual([10]);
      expect(resume(7)).toEqual({ recovered: false });
      expect(log.restart()).not.toBe(epoch);
      expect(resume(10)).toEqual({ recovered: false });
      expect(log.append(draft("room")).event.seq).toBe(11);
    }));

  it("P9.5 pruning keeps what the outbox still needs, the newest of each stream, and growing positions", () =>
    withTables((storage) => {
      const log = new EventLog(storage);
      log.append(draft("quiet"));
      for (let n = 1; n <= 10; n++) log.append(draft("room", n));
      log.prune(0, 4);
      expect(log.scan(0, 99).map(({ position }) => position)).toEqual([1, 5, 6, 7, 8, 9, 10, 11]);
      log.prune(0, null);
      expect(log.scan(0, 99).map(({ position }) => position)).toEqual([1, 11]);
      expect(log.append(draft("quiet"))).toMatchObject({ position: 12, event: { seq: 2 } });
    }));

  it("is read backwards by streams and by what an event mentions, as far as one goes", () =>
    withTables((storage) => {
      const log = new EventLog(storage);
      for (let n = 1; n <= 6; n++)
        log.append({ ...draft(n % 2 ? "odd" : "even", n), data: { n, about: `id-${n % 3}` } });
      const read = (...asked: Parameters<EventLog["backwards"]>) =>
        [...log.backwards(...asked)].map(({ position }) => position);
      expect(read(99, ["odd", "even"])).toEqual([6, 5, 4, 3, 2, 1]);
      expect(read(5, ["odd"])).toEqual([3, 1]);
      expect(read(99, ["odd", "even", "none"], "id-0")).toEqual([6, 3]);
      expect(read(99, [])).toEqual([]);
      expect(log.backwards(99, ["odd"]).next().value).toMatchObject({ position: 5, event: { stream: "odd", n: 5 } });
    }));

  it("P8.5 an event too large for a row is refused by name", () =>
    withTables((storage) => {
      const log = new EventLog(storage);
      const around = JSON.stringify({ text: "" }).length;
      for (const [letter, bytes] of [
        ["x", 1],
        ["\u00e9", 2],
        ["\u540d", 3],
      ] as const) {
        const fits = Math.floor((MAX_EVENT_BYTES - around) / bytes);
        const data = (letters: number) => ({ text: letter.repeat(letters) });
        const before = log.position();
        expect(() => log.append({ ...draft("room"), data: data(fits + 1) })).toThrow(
          expect.objectContaining({ code: "too_large" }),
        );
        expect(log.position()).toBe(before);
        log.append({ ...draft("room"), data: data(fits) });
        expect(log.scan(before, 1)[0]?.event.text).toHaveLength(fits);
      }
    }));

  it("P2.3 over any appends, rollbacks, prunings, evictions and restarts a client has no hole and no double", () =>
    withTables(async (storage) => {
      const stream = fc.constantFrom("room", "board");
      const step = fc.oneof(
        fc.record({ do: fc.constant("append" as const), stream }),
        fc.record({ do: fc.constant("rollback" as const), stream }),
        fc.record({ do: fc.constant("resume" as const), stream, limit: fc.nat(6) }),
        fc.record({ do: fc.constant("prune" as const), keep: fc.nat(5) }),
        fc.record({ do: fc.constant("evict" as const) }),
        fc.record({ do: fc.constant("restart" as const) }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          await storage.deleteAll();
          migrate(storage, "test", [{ number: 1, sql: SCHEMA }]);
          let log = new EventLog(storage);
          const truth: Record<string, number[]> = { room: [], board: [] };
          const client = { room: { epoch: "", has: [] as number[] }, board: { epoch: "", has: [] as number[] } };
          let n = 0;
          for (const each of steps) {
            if (each.do === "append") {
              const { event } = log.append(draft(each.stream, ++n));
              truth[each.stream]?.push(n);
              expect(event.seq).toBe(truth[each.stream]?.length);
            } else if (each.do === "rollback") {
              const rolledBack = () =>
                storage.transactionSync(() => {
                  log.append(draft(each.stream, -1));
                  throw new Error("no");
                });
              expect(rolledBack).toThrow("no");
            } else if (each.do === "resume") {
              const mine = client[each.stream];
              const resumed = log.resume(each.stream, { epoch: mine.epoch, after: mine.has.length }, each.limit);
              if (resumed.recovered) mine.has.push(...resumed.events.map((event) => Number(event.n)));
              else client[each.stream] = { epoch: log.epoch(), has: [...(truth[each.stream] ?? [])] };
              expect(client[each.stream].has).toEqual(truth[each.stream]);
            } else if (each.do === "prune") log.prune(each.keep, null);
            else if (each.do === "evict") log = new EventLog(storage);
            else log.restart();
          }
        }),
        { numRuns: 200 },
      );
    }));
});

describe("the command log", () => {
  const Answer = z.object({ seq: z.number() });
  const mark = bodyMark({ type: "say", text: "hi" });

  it("P3.1 P3.2 the same key and body are answered as the first time; another body is named as reused", () =>
    withTables((real) => {
      const { storage, rows } = counted(real);
      const log = new CommandLog(storage.sql, Answer);
      expect(log.recall("u1", "k", mark)).toEqual({ kind: "new" });
      log.remember("u1", "k", mark, { seq: 4 }, T0);
      expect(rows()).toBe(1);
      const afterWake = new CommandLog(storage.sql, Answer);
      expect(afterWake.recall("u1", "k", bodyMark({ text: "hi", type: "say" }))).toEqual({
        kind: "same",
        answer: { seq: 4 },
      });
      expect(afterWake.recall("u1", "k", bodyMark({ type: "say", text: "ho" }))).toEqual({ kind: "reused" });
      expect(afterWake.recall("u2", "k", mark)).toEqual({ kind: "new" });
    }));

  it("P3.2 a body's mark ignores the order of fields, and nothing else", () => {
    expect(bodyMark({ a: [{ x: 1, y: 2 }], b: null })).toBe(bodyMark({ b: null, a: [{ y: 2, x: 1 }] }));
    expect(bodyMark([1, 2])).not.toBe(bodyMark([2, 1]));
    expect(bodyMark({ a: "1" })).not.toBe(bodyMark({ a: 1 }));
  });

  it("P3.5 a scope keeps its last few hundred for a day, at one written row a command", () =>
    withTables((real) => {
      const { storage, rows } = counted(real);
      const memory: Memory = { ms: 1_000, last: 10 };
      const count = () => real.sql.exec<{ n: number }>("SELECT count(*) AS n FROM command_slots").one().n;
      for (let n = 0; n < 300; n++) {
        const log = new CommandLog(storage.sql, Answer, memory);
        log.remember("u1", `k${n}`, mark, { seq: n }, T0 + n);
        expect(count()).toBeLessThanOrEqual(10);
      }
      expect(rows()).toBe(300);
      const log = new CommandLog(storage.sql, Answer, memory);
      for (let n = 290; n < 300; n++) expect(log.recall("u1", `k${n}`, mark).kind).toBe("same");
      expect(log.recall("u1", "k289", mark).kind).toBe("new");
      log.remember("u2", "k", mark, { seq: 1 }, T0 + 400);
      expect(log.recall("u2", "k", mark).kind).toBe("same");
      new CommandLog(storage.sql, Answer, memory).remember("u3", "k", mark, { seq: 1 }, T0 + 1_350);
      expect(count()).toBe(2);
      expect(log.recall("u2", "k", mark).kind).toBe("same");
    }));

  it("P1.3 P3.5 what the first release's table remembered is remembered on, each scope's last few hundred", () =>
    withStorage((storage) => {
      storage.sql.exec(CommandLog.schema);
      for (let n = 0; n < 400; n++) {
        const answer = JSON.stringify({ seq: n });
        storage.sql.exec("INSERT INTO commands VALUES ('u1', ?, ?, ?, ?)", `k${n}`, mark, answer, T0 + n);
      }
      storage.sql.exec(CommandLog.slots);
      const log = new CommandLog(storage.sql, Answer);
      for (let n = 100; n < 400; n++) {
        expect(log.recall("u1", `k${n}`, mark)).toEqual({ kind: "same", answer: { seq: n } });
      }
      log.remember("u1", "fresh", mark, { seq: 400 }, T0 + 400);
      expect(log.recall("u1", "k100", mark).kind).toBe("new");
      expect(log.recall("u1", "k101", mark).kind).toBe("same");
    }));

  it("P3.1 over any repeats, rollbacks and evictions each key acts once and answers the same", () =>
    withTables(async (storage) => {
      const step = fc.record({
        key: fc.constantFrom("a", "b", "c"),
        body: fc.constantFrom("1", "2"),
        fate: fc.constantFrom("commit", "rollback", "evict"),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
          storage.sql.exec("DELETE FROM command_slots");
          // As many as there are keys: what is rolled back must take none of their places.
          const memory: Memory = { ...COMMAND_MEMORY, last: 3 };
          let log = new CommandLog(storage.sql, Answer, memory);
          const acted = new Map<string, { body: string; seq: number }>();
          let seq = 0;
          for (const { key, body, fate } of steps) {
            if (fate === "evict") log = new CommandLog(storage.sql, Answer, memory);
            const known = log.recall("u1", key, bodyMark(body));
            const before = acted.get(key);
            if (!before) expect(known).toEqual({ kind: "new" });
            else if (before.body === body) expect(known).toEqual({ kind: "same", answer: { seq: before.seq } });
            else expect(known).toEqual({ kind: "reused" });
            if (known.kind !== "new") continue;
            const act = () =>
              storage.transactionSync(() => {
                log.remember("u1", key, bodyMark(body), { seq: ++seq }, T0);
                if (fate === "rollback") throw new Error("no");
                acted.set(key, { body, seq });
              });
            if (fate === "rollback") expect(act).toThrow("no");
            else act();
          }
        }),
        { numRuns: 100 },
      );
    }));
});

describe("inbound deliveries", () => {
  const of = (source: string, ...numbers: number[]): Delivery<number>[] =>
    numbers.map((number) => ({ source, number, body: number }));

  it("P9.4 a delivery that comes again is passed over, per source, and a batch writes one row", () =>
    withTables((real) => {
      const { storage, rows } = counted(real);
      const inbound = new Inbound(storage);
      const taken: number[] = [];
      const accept = (deliveries: Delivery<number>[]) => inbound.accept(deliveries, (body) => void taken.push(body));
      expect(accept(of("w/1", 3, 5, 8))).toBe(8);
      expect(rows()).toBe(1);
      expect(accept(of("w/1", 5, 8, 9))).toBe(9);
      expect(accept(of("w/1", 5, 8, 9))).toBe(9);
      expect(accept(of("w/2", 1))).toBe(1);
      expect(taken).toEqual([3, 5, 8, 9, 1]);
      expect(rows()).toBe(3);
      expect(accept([])).toBe(0);
    }));

  it("P9.4 what cannot be applied leaves nothing behind; those before it stay, those after wait", () =>
    withTables((storage) => {
      const inbound = new Inbound(storage);
      const error = vi.spyOn(console, "error").mockImplementation(() => {});
      storage.sql.exec("CREATE TABLE applied (n INTEGER PRIMARY KEY)");
      const apply = (poison: number) => (n: number) => {
        storage.sql.exec("INSERT INTO applied VALUES (?)", n);
        if (n === poison) throw new Error(`secret ${n}`);
      };
      expect(inbound.accept(of("w", 1, 2, 3), apply(2))).toBe(1);
      expect(storage.sql.exec("SELECT n FROM applied").toArray()).toEqual([{ n: 1 }]);
      expect(error.mock.calls.join()).not.toContain("secret");
      error.mockRestore();
      expect(inbound.accept(of("w", 1, 2, 3), apply(0))).toBe(3);
      expect(inbound.last("w")).toBe(3);
    }));
});

describe("small parts", () => {
  it("P8.6 a bucket gives its burst, then its rate, and says how long to wait", () => {
    const bucket = new TokenBucket({ burst: 3, perSecond: 2 }, T0);
    expect([1, 2, 3, 4].map(() => bucket.take(T0))).toEqual([true, true, true, false]);
    expect(bucket.waitMs(T0)).toBe(500);
    expect(bucket.take(T0 + 499)).toBe(false);
    expect(bucket.take(T0 + 500)).toBe(true);
    expect(bucket.take(T0 - 60_000)).toBe(false);
    expect(bucket.waitMs(T0, 4)).toBe(Number.POSITIVE_INFINITY);
    expect(bucket.take(T0 + 3_600_000, 3)).toBe(true);
    expect(bucket.take(T0 + 3_600_000)).toBe(false);
  });

  it("P10.4 a log line is one line of JSON that says where an error was thrown and never what it said", () => {
    const lines: string[] = [];
    const error = vi.spyOn(console, "error").mockImplementation((line: string) => void lines.push(line));
    const cause = Object.assign(new SyntaxError('Unexpected token in "my\n    at secret"'), { code: "bad" });
    logWith({ kind: "doc", room: "r1" }).error("room.frame", { connection: "c1", cause });
    error.mockRestore();
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/secret|\n/);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "error",
      event: "room.frame",
      kind: "doc",
      room: "r1",
      connection: "c1",
      error: "SyntaxError",
      code: "bad",
      at: expect.stringContaining("ledger.test"),
    });
  });

  it("P10.3 counters gather and are written as one point each, a hundred at most before they are", () => {
    const points: AnalyticsEngineDataPoint[] = [];
    const metrics = new GatheredMetrics({ writeDataPoint: (point) => void (point && points.push(point)) }, "doc");
    metrics.count("outbox.parked", "rooms");
    metrics.count("outbox.parked", "rooms", 2);
    expect(points).toEqual([]);
    metrics.flush();
    expect(points).toEqual([{ indexes: ["doc"], blobs: ["outbox.parked", "rooms"], doubles: [3] }]);
    for (let n = 0; n < 100; n++) metrics.count(`n${n}`);
    expect(points).toHaveLength(101);
    new GatheredMetrics(undefined, "doc").flush();
  });

  it("P5.10 ids are UUIDv7 that sort in the order they were made", () => {
    const ids = Array.from({ length: 5_000 }, newId);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  });
});
