import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import * as encoding from "lib0/encoding";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { counted, T0, withStorage } from "../../../test/rooms/storage.ts";
import { DOC_LIMITS, type DocLimits } from "../limits.ts";
import { restoreUpdate } from "../versions/restore.ts";
import type { RootType } from "../versions/roots.ts";
import { Archive } from "./archive.ts";
import { DocLog } from "./doc-log.ts";
import { IdRanges } from "./id-ranges.ts";
import { JoinPlan } from "./join-plan.ts";
import { scanUpdate } from "./scan.ts";
import { LOG_SCHEMA } from "./schema.ts";
import { decodeSegment, type LogEntry, SegmentWriter } from "./segments.ts";
import { spliceUpdates } from "./splice.ts";
import { deletesOnly, extentOf, readExtent } from "./update.ts";

const NOTHING = new Uint8Array([0]);

function entry(update: Uint8Array, user = "ann", at = T0): LogEntry {
  return { user, connection: `socket-of-${user}`, at, update };
}

/** Runs `work` with a fresh log; `reopen` gives the log as a waking room would find it. */
function withLog<T>(
  work: (log: DocLog, reopen: () => DocLog, storage: DurableObjectStorage) => T | Promise<T>,
  limits: Partial<DocLimits> = {},
): Promise<T> {
  return withStorage((storage) => {
    storage.sql.exec(LOG_SCHEMA);
    const open = () => new DocLog(storage, { ...DOC_LIMITS, ...limits });
    return work(open(), open, storage);
  });
}

/** Updates as one document makes them, one for each act. */
function updatesOf(acts: (doc: Y.Doc, act: (change: () => void) => void) => void, clientID?: number): Uint8Array[] {
  const doc = new Y.Doc();
  if (clientID !== undefined) doc.clientID = clientID;
  const updates: Uint8Array[] = [];
  doc.on("update", (update) => updates.push(update));
  acts(doc, (change) => doc.transact(change));
  return updates;
}

function typed(text: string, clientID?: number): Uint8Array[] {
  return updatesOf((doc, act) => {
    for (const letter of text) act(() => doc.getText("t").insert(doc.getText("t").length, letter));
  }, clientID);
}

/** What `say` writes, as Yjs writes numbers. */
function numbers(say: (write: (number: number) => void) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  say((number) => encoding.writeVarUint(encoder, number));
  return encoding.toUint8Array(encoder);
}

function take(log: DocLog, updates: readonly Uint8Array[]): void {
  for (const update of updates) log.offer(entry(update));
  log.commit();
}

function textOf(log: DocLog): string {
  const doc = log.build(T0);
  const text = doc.getText("t").toString();
  doc.destroy();
  return text;
}

/** What one who holds `doc` has after joining. */
function join(plan: JoinPlan, doc: Y.Doc = new Y.Doc(), vector: Uint8Array = NOTHING): Y.Doc {
  for (const frame of plan.for(vector)) Y.applyUpdate(doc, updateIn(frame));
  return doc;
}

/** The update in a sync frame: behind two type bytes and its length. */
function updateIn(frame: Uint8Array): Uint8Array {
  let at = 2;
  while ((frame[at] ?? 0) >= 128) at += 1;
  return frame.subarray(at + 1);
}

/**
 * An update that passes every check and throws when it is applied behind `before`: it claims anew, as text at the
 * beginning of a root, ids of which the first few were deleted and collected.
 */
function poison(): { before: Uint8Array[]; bad: Uint8Array } {
  const before = updatesOf((doc, act) => {
    const fragment = doc.getXmlFragment("x");
    act(() => fragment.insert(0, [new Y.XmlText("abcdef")]));
    act(() => fragment.delete(0, 1));
  }, 7);
  const [, , , bad] = updatesOf((doc, act) => {
    for (let i = 0; i < 3; i++) act(() => doc.getArray("a").push([i]));
    act(() => doc.getText("t").insert(0, "0123456789"));
  }, 7);
  if (!bad) throw new Error("four updates");
  return { before, bad };
}

describe("what the log holds, told without a document", () => {
  it("a set of ids is the same whatever the order it was filled in, and encodes as Yjs does", () => {
    const range = fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 1, max: 9 }),
    );
    fc.assert(
      fc.property(fc.array(range, { maxLength: 30 }), fc.array(range, { maxLength: 10 }), (ranges, asked) => {
        const ids = new IdRanges();
        const naive = new Set<string>();
        for (const [index, [client, clock, length]] of ranges.entries()) {
          ids.add(client, clock, length);
          // Asked in between, too: what came out of order is put in its place when someone asks.
          if (index % 5 === 0) expect(ids.has(client, clock, length)).toBe(true);
          for (let i = 0; i < length; i++) naive.add(`${client}:${clock + i}`);
        }
        for (const [client, clock, length] of asked) {
          const all = Array.from({ length }, (_, i) => naive.has(`${client}:${clock + i}`)).every(Boolean);
          expect(ids.has(client, clock, length)).toBe(all);
        }
        const again = new IdRanges();
        for (const [client, clock, length] of ranges.toReversed()) again.add(client, clock, length);
        expect(again.encode()).toEqual(ids.encode());
        expect(IdRanges.decode(ids.encode()).encode()).toEqual(ids.encode());
        expect(readExtent(deletesOnly(ids)).deletes.encode()).toEqual(ids.encode());
      }),
    );
  });

  it("P1.6 an update that was held already is told from one that brings a struct or a delete", async () => {
    await withLog((log, reopen) => {
      const doc = new Y.Doc();
      const updates: Uint8Array[] = [];
      doc.on("update", (update) => updates.push(update));
      doc.getText("t").insert(0, "hello");
      doc.getText("t").delete(1, 2);
      const [insert, remove] = updates;
      if (!insert || !remove) throw new Error("two updates");
      expect(log.offer(entry(insert))).toBe("taken");
      expect(log.offer(entry(insert))).toBe("held");
      expect(log.offer(entry(remove))).toBe("taken");
      log.commit();
      for (const each of [log, reopen()]) {
        expect(each.offer(entry(remove))).toBe("held");
        expect(each.offer(entry(Y.encodeStateAsUpdate(doc)))).toBe("held");
      }
      log.compact(T0);
      expect(reopen().offer(entry(Y.encodeStateAsUpdate(doc)))).toBe("held");
    });
  });

  it("P2.7 the state vector stops at a gap, so whoever is asked with it fills the gap", async () => {
    await withLog((log, reopen) => {
      const [a, b, c] = typed("abc", 5);
      if (!a || !b || !c) throw new Error("three updates");
      take(log, [a, c]);
      for (const each of [log, reopen()]) {
        expect(Y.decodeStateVector(each.coverage.stateVector())).toEqual(new Map([[5, 1]]));
        expect(each.offer(entry(c))).toBe("held");
      }
      log.compact(T0);
      expect(reopen().offer(entry(c))).toBe("held");
      expect(Y.decodeStateVector(reopen().coverage.stateVector())).toEqual(new Map([[5, 1]]));
      take(log, [b]);
      expect(textOf(log)).toBe("abc");
    });
  });

  it("P7.4 what is no update, or cannot be one, is refused by name and leaves nothing", async () => {
    await withLog((log) => {
      const [good] = typed("a", 9);
      if (!good) throw new Error("an update");
      const hostile = [
        new Uint8Array(),
        new Uint8Array([255, 255, 255, 255]),
        good.subarray(0, good.length - 1),
        new Uint8Array([...good, 0]),
        // A delete of no length, and a struct whose clock is no safe integer.
        new Uint8Array([0, 1, 9, 1, 0, 0]),
        new Uint8Array([1, 1, 9, 255, 255, 255, 255, 255, 255, 255, 15, 0, 5, 0]),
        // An item that stands behind one its own client makes later.
        new Uint8Array([1, 1, 9, 0, 132, 9, 7, 1, 97, 0]),
      ];
      for (const update of hostile) {
        expect(() => log.offer(entry(update))).toThrow(expect.objectContaining({ code: "invalid" }));
      }
      log.commit();
      expect(log.tail()).toEqual([]);
    });
  });
});

describe("segments", () => {
  it("hold who sent what when, however they were cut into appends", () => {
    const anEntry = fc.record({
      user: fc.constantFrom("ann", "ben"),
      connection: fc.constantFrom("c1", "c2"),
      at: fc.integer({ min: T0, max: T0 + 100_000 }),
      update: fc.uint8Array({ maxLength: 20 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(anEntry, { minLength: 1, maxLength: 4 }), { minLength: 1 }), (batches) => {
        const parts: number[] = [];
        let writer = new SegmentWriter(T0);
        for (const batch of batches) {
          parts.push(...writer.write(batch));
          writer = SegmentWriter.resume(Uint8Array.from(parts));
        }
        expect([...decodeSegment(Uint8Array.from(parts))]).toEqual(batches.flat());
      }),
    );
  });

  it("grow in one row, with all bytes kept, and become history when they are compacted", async () => {
    await withLog((log, _, storage) => {
      for (const update of typed("x".repeat(300), 3)) take(log, [update]);
      const archive = new Archive(storage.sql);
      expect(archive.settled({ limit: 10 })).toEqual([]);
      const all = archive.all({ limit: 100 });
      expect(all.length).toBeGreaterThan(1);
      expect(all.flatMap((segment) => archive.entries(segment)).map(({ update }) => update)).toEqual(
        typed("x".repeat(300), 3),
      );
      log.compact(T0);
      take(log, typed("y", 4));
      const settled = archive.settled({ limit: 100 });
      expect(settled.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
      archive.remove(archive.all({ limit: 100 }).map(({ id }) => id));
      expect(archive.all({ limit: 100 })).toHaveLength(1);
      expect(textOf(log)).toHaveLength(301);
    });
  });

  it("never use an id twice, even after all of them are archived", async () => {
    await withLog((log, reopen, storage) => {
      take(log, typed("a", 1));
      log.compact(T0);
      const archive = new Archive(storage.sql);
      archive.remove([1]);
      const again = reopen();
      take(again, typed("b", 2));
      expect(archive.all({ limit: 10 }).map(({ id }) => id)).toEqual([2]);
      expect([...textOf(reopen())].toSorted()).toEqual(["a", "b"]);
    });
  });
});

describe("compaction", () => {
  it("P1.7 a room that dies within a compaction has all it had, and the next one succeeds", async () => {
    await withLog((log, reopen, storage) => {
      take(log, typed("before ", 1));
      log.compact(T0);
      take(log, typed("behind", 2));
      const dying: DurableObjectStorage = new Proxy(storage, {
        get(target, key) {
          const value: unknown = Reflect.get(target, key);
          if (key === "transactionSync") {
            return (act: () => unknown) =>
              target.transactionSync(() => {
                act();
                throw new Error("killed before the commit");
              });
          }
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
      expect(() => new DocLog(dying, DOC_LIMITS).compact(T0)).toThrow("killed");
      expect([...textOf(reopen())].toSorted()).toEqual([..."before behind"].toSorted());
      expect(reopen().compact(T0).entries).toBe(6);
      expect([...textOf(reopen())].toSorted()).toEqual([..."before behind"].toSorted());
    });
  });

  it("P1.7 what comes in while a compaction pauses is committed, relayed and kept behind it", async () => {
    await withLog(async (log, reopen) => {
      take(log, typed("a".repeat(700), 1));
      let pauses = 0;
      const report = await log.compactSlowly(T0, async () => {
        pauses += 1;
        if (pauses === 1) take(log, typed("during", 2));
        if (pauses === 2) for (const update of typed("offered", 3)) log.offer(entry(update));
      });
      expect(report.entries).toBe(700);
      expect(pauses).toBeGreaterThan(3);
      expect(log.tail()).toHaveLength(13);
      expect(textOf(reopen())).toHaveLength(713);
    });
  });

  it("P1.7 a compaction that another one overtook changes nothing", async () => {
    await withLog(async (log, reopen) => {
      take(log, typed("a".repeat(700), 1));
      let overtaken = false;
      const slow = log.compactSlowly(T0, async () => {
        if (!overtaken) log.compact(T0);
        if (!overtaken) take(log, typed("later", 2));
        overtaken = true;
      });
      await expect(slow).rejects.toThrow("changed under");
      expect(textOf(reopen())).toHaveLength(705);
    });
  });

  it("P7.5 an update that cannot be applied is set aside, and all others stay", async () => {
    await withLog((log, reopen, storage) => {
      const { before, bad } = poison();
      take(log, before);
      expect(log.offer(entry(bad, "mallory"))).toBe("taken");
      take(log, typed("good", 11));
      const report = log.compact(T0);
      expect(report.quarantined.map(({ reason }) => reason)).toEqual(["apply"]);
      expect(textOf(reopen())).toBe("good");
      expect(join(new JoinPlan(reopen())).getText("t").toString()).toBe("good");
      const archive = new Archive(storage.sql);
      const users = archive
        .settled({ limit: 10 })
        .flatMap((segment) => archive.entries(segment).map(({ user }) => user));
      expect(users).not.toContain("mallory");
    });
  });

  it("P7.5 a small doc is proved before it is given to a joiner", async () => {
    await withLog((log) => {
      const { before, bad } = poison();
      take(log, [...before, bad, ...typed("good", 11)]);
      expect(log.prove(T0)).toBe(true);
      expect(log.prove(T0)).toBe(false);
      expect(join(new JoinPlan(log)).getText("t").toString()).toBe("good");
    });
  });

  it("P7.5 what was merged for joiners before something in it was found bad is merged anew without it", async () => {
    await withLog((log) => {
      const { before, bad } = poison();
      take(log, [...before, bad, ...typed("g".repeat(100), 11)]);
      const plan = new JoinPlan(log);
      const poisoned = plan.for(NOTHING).flatMap((frame) => [...readExtent(updateIn(frame)).structs]);
      expect(log.prove(T0)).toBe(true);
      const cured = plan.for(NOTHING).flatMap((frame) => [...readExtent(updateIn(frame)).structs]);
      const upTo = (extent: typeof cured) =>
        Math.max(...extent.map(([id, at, length]) => (id === 7 ? at + length : 0)));
      expect(upTo(poisoned)).toBe(13);
      expect(upTo(cured)).toBe(7);
    });
  });

  it("P7.5 comes nearer even when it fails: what it found bad stays set aside", async () => {
    await withLog(
      (log, reopen) => {
        const { before, bad } = poison();
        take(log, before);
        take(log, [bad]);
        take(log, typed("good", 11));
        expect(() => log.compact(T0)).toThrow("too many");
        expect(reopen().compact(T0).quarantined).toEqual([]);
        expect(textOf(reopen())).toBe("good");
      },
      { quarantinePerRun: 0 },
    );
  });

  it("P8.8 a doc takes no more than its budget, but what makes it smaller is let in", async () => {
    await withLog(
      (log) => {
        const doc = new Y.Doc();
        const updates: Uint8Array[] = [];
        doc.on("update", (update) => updates.push(update));
        doc.getText("t").insert(0, "x".repeat(9_000));
        take(log, updates);
        const more = typed("y".repeat(2_000), 2);
        const [first] = updatesOf((other) => other.getText("t").insert(0, "z".repeat(2_000)), 3);
        if (!first) throw new Error("an update");
        expect(() => log.offer(entry(first))).toThrow(expect.objectContaining({ code: "too_large" }));
        expect(() => take(log, more)).toThrow(expect.objectContaining({ code: "too_large" }));
        log.commit();
        doc.getText("t").delete(0, 8_000);
        expect(log.offer(entry(updates[1] ?? NOTHING))).toBe("taken");
        // The room that this made is there at once, and not only when a compaction is due.
        expect(log.offer(entry(first))).toBe("taken");
      },
      { docBytes: 10_000, compactBytes: 5_000 },
    );
  });

  it("P8.9 an update of as many clients or backward deletes as fit is read as fast as any", async () => {
    // Both are within the budget; with work that grows with their square neither would end within the test's time.
    const clients = numbers((write) => {
      write(150_000);
      for (let client = 150_000; client > 0; client--) for (const number of [1, client, 0, 0, 1]) write(number);
      write(0);
    });
    const deletes = numbers((write) => {
      for (const number of [0, 1, 7, 350_000]) write(number);
      for (let nth = 350_000; nth > 0; nth--) for (const number of [nth * 2, 1]) write(number);
    });
    for (const update of [clients, deletes]) {
      await withLog((log, reopen) => {
        expect(log.offer(entry(update))).toBe("taken");
        log.commit();
        const again = reopen();
        expect(again.offer(entry(update))).toBe("held");
        expect(again.compact(T0)).toMatchObject({ entries: 1 });
        join(new JoinPlan(again)).destroy();
      });
    }
  });

  it("P8.10 1,000 updates typed singly write at most 1,100 rows, 1,000 in windows at most 100", async () => {
    await withStorage((storage) => {
      const { storage: counting, rows } = counted(storage);
      storage.sql.exec(LOG_SCHEMA);
      const single = new DocLog(counting, DOC_LIMITS);
      for (const update of typed("s".repeat(1_000), 1)) {
        take(single, [update]);
        if (single.compaction !== "none") single.compact(T0);
      }
      expect(rows()).toBeLessThanOrEqual(1_050);
      const before = rows();
      const updates = typed("w".repeat(1_000), 2);
      for (let i = 0; i < updates.length; i += 16) take(single, updates.slice(i, i + 16));
      single.compact(T0);
      expect(rows() - before).toBeLessThanOrEqual(90);
    });
  });
});

describe("joining", () => {
  it("P2.6 whoever joins has everything, before a compaction, after it, and with a tail of any length", async () => {
    await withLog((log) => {
      const plan = new JoinPlan(log);
      let text = "";
      for (const [index, length] of [3, 100, 1, 70, 5].entries()) {
        take(log, typed(String(index).repeat(length), index + 1));
        text += String(index).repeat(length);
        const there = [...join(plan).getText("t").toString()].toSorted().join("");
        expect(there).toBe([...text].toSorted().join(""));
        if (index % 2 === 1) log.compact(T0);
        expect([...join(plan).getText("t").toString()]).toHaveLength(text.length);
      }
    });
  });

  it("P8.11 frames are made once and shared, and one who has the structs gets the deletes only", async () => {
    await withLog((log) => {
      const doc = new Y.Doc();
      doc.on("update", (update) => log.offer(entry(update)));
      doc.getText("t").insert(0, "long ago ".repeat(2_000));
      doc.getText("t").delete(100, 500);
      log.compact(T0);
      doc.getText("t").insert(0, "new");
      log.commit();
      const plan = new JoinPlan(log);
      const [tail, snapshot] = plan.for(NOTHING);
      expect(plan.for(NOTHING)).toEqual([tail, snapshot]);
      expect(plan.for(NOTHING)[1]).toBe(snapshot);
      expect(snapshot?.length).toBeGreaterThan(15_000);
      const upToSnapshot = Y.encodeStateVectorFromUpdate(log.snapshot() ?? NOTHING);
      const bytes = plan.for(upToSnapshot).reduce((sum, frame) => sum + frame.length, 0);
      expect(bytes).toBeLessThan(100);
      const returning = new Y.Doc();
      Y.applyUpdate(returning, log.snapshot() ?? NOTHING);
      expect(join(plan, returning, upToSnapshot).getText("t").toString()).toBe(doc.getText("t").toString());
      expect(plan.for(Y.encodeStateVector(doc))).toHaveLength(1);
    });
  });

  it("P2.7 one who has every struct but not every delete gets the deletes", async () => {
    await withLog((log) => {
      const doc = new Y.Doc();
      doc.on("update", (update) => log.offer(entry(update)));
      doc.getText("t").insert(0, "secret words");
      const stale = new Y.Doc();
      Y.applyUpdate(stale, Y.encodeStateAsUpdate(doc));
      doc.getText("t").delete(0, 7);
      log.commit();
      join(new JoinPlan(log), stale, Y.encodeStateVector(stale));
      expect(stale.getText("t").toString()).toBe("words");
    });
  });
});

describe("any history", () => {
  type Step =
    | { kind: "offer"; which: number; times: number }
    | { kind: "corrupt"; which: number; at: number; value: number }
    | { kind: "commit" | "compact" | "wake" | "evict" | "keep" | "restore" };

  const edit = fc.record({
    who: fc.integer({ min: 0, max: 2 }),
    what: fc.constantFrom("text", "text", "text", "delete", "map", "array", "format", "sync"),
    at: fc.nat(1_000),
    size: fc.integer({ min: 1, max: 6 }),
  });
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant("offer" as const),
        which: fc.nat(),
        times: fc.integer({ min: 1, max: 3 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("corrupt" as const),
        which: fc.nat(),
        at: fc.nat(),
        value: fc.nat(255),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          ...(["commit", "compact", "wake", "evict", "keep", "restore"] as const satisfies Step["kind"][]),
        ),
      }),
    },
  );

  /** What three people make of a document while they hear of each other now and then. */
  function session(edits: readonly (typeof edit extends fc.Arbitrary<infer E> ? E : never)[]): Uint8Array[] {
    const updates: Uint8Array[] = [];
    const docs = [1, 2, 3].map((clientID) => {
      const doc = new Y.Doc();
      doc.clientID = clientID;
      doc.on("update", (update, origin) => origin !== "sync" && updates.push(update));
      return doc;
    });
    for (const { who, what, at, size } of edits) {
      const doc = docs[who];
      if (!doc) continue;
      const text = doc.getText("t");
      const where = text.length === 0 ? 0 : at % text.length;
      if (what === "text") text.insert(where, (at % 4 === 0 ? "añ😀xyz" : "abcxyz").slice(0, size));
      if (what === "delete") text.delete(where, Math.min(size, text.length - where));
      if (what === "format") text.format(where, Math.min(size, text.length - where), { bold: at % 2 === 0 });
      if (what === "map") doc.getMap("m").set(`k${at % 3}`, size);
      if (what === "array") doc.getArray("a").insert(0, [{ size }]);
      if (what === "sync") for (const other of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), "sync");
    }
    return updates;
  }

  const ROOTS = new Map<string, RootType>([
    ["t", "text"],
    ["m", "map"],
    ["a", "array"],
  ]);

  function stateOf(log: DocLog): Uint8Array {
    const doc = log.build(T0);
    const state = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    return state;
  }

  function contentOf(doc: Y.Doc): unknown {
    return [doc.getText("t").toDelta(), doc.getMap("m").toJSON(), doc.getArray("a").toJSON()];
  }

  it("P2.8 any mix of updates, repeats, disorder, corruption, compactions, evictions and restores ends where a plain document does", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { minLength: 1, maxLength: 40 }),
        fc.array(step, { maxLength: 60 }),
        async (edits, steps) => {
          await withLog((first, reopen) => {
            const updates = session(edits);
            const plain = new Y.Doc();
            let log = first;
            let version: Uint8Array = new Uint8Array([0, 0]);
            /** Taken and not yet committed: lost if the room is evicted, and then offered again, as a client does. */
            let open: Uint8Array[] = [];
            const offer = (update: Uint8Array) => {
              if (log.offer(entry(update)) === "taken") open.push(update);
            };
            const commit = () => {
              log.commit();
              for (const update of open) Y.applyUpdate(plain, update);
              open = [];
            };
            for (const each of steps) {
              const update = "which" in each ? updates[each.which % updates.length] : undefined;
              if (each.kind === "offer" && update) for (let i = 0; i < each.times; i++) offer(update);
              if (each.kind === "corrupt" && update) {
                // Cut short or lengthened: what is surely refused. Flipped bits that pass are another document's truth.
                const cut =
                  each.value % 2 === 0
                    ? update.subarray(0, each.at % update.length)
                    : Uint8Array.of(...update, each.value);
                expect(() => log.offer(entry(cut))).toThrow(expect.objectContaining({ code: "invalid" }));
              }
              if (each.kind === "commit") commit();
              if (each.kind === "compact") {
                commit();
                log.compact(T0);
              }
              if (each.kind === "wake") {
                commit();
                log = reopen();
              }
              if (each.kind === "keep") {
                commit();
                version = stateOf(log);
              }
              if (each.kind === "restore") {
                commit();
                const back = restoreUpdate(version, stateOf(log), ROOTS);
                if (back) offer(back);
                commit();
              }
              if (each.kind === "evict") {
                log = reopen();
                for (const again of open.splice(0)) offer(again);
              }
            }
            commit();
            const live = log.build(T0);
            expect(contentOf(live)).toEqual(contentOf(plain));
            expect(contentOf(join(new JoinPlan(log)))).toEqual(contentOf(plain));
            for (const update of updates) offer(update);
            commit();
            expect(contentOf(join(new JoinPlan(reopen())))).toEqual(contentOf(plain));
            live.destroy();
            plain.destroy();
          });
        },
      ),
      { numRuns: 150 },
    );
  });

  it("reading a plain update by its bytes says what reading it through Yjs does, and says nothing of a broken one", () => {
    let plain = 0;
    fc.assert(
      fc.property(
        fc.array(edit, { maxLength: 40 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(7))),
        (edits, flips) => {
          const updates = session(edits);
          const broken = flips.flatMap(([which, at, bit]) => {
            const update = Uint8Array.from(updates[which % Math.max(1, updates.length)] ?? []);
            const index = at % Math.max(1, update.length);
            update[index] = (update[index] ?? 0) ^ (1 << bit);
            return [update, update.subarray(0, at % (update.length + 1))];
          });
          for (const update of [...updates, ...broken]) {
            const scan = scanUpdate(update);
            if (!scan) continue;
            plain += 1;
            const { structs, deletes } = readExtent(update);
            const scanned = extentOf(update);
            for (const [mine, theirs] of [
              [scanned.structs, structs],
              [scanned.deletes, deletes],
            ] as const) {
              const ids = new IdRanges();
              ids.addAll(mine);
              expect(ids.encode()).toEqual(theirs.encode());
            }
          }
        },
      ),
    );
    expect(plain).toBeGreaterThan(100);
  });

  it("merging plain updates by their bytes is merging them", () => {
    let spliced = 0;
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 40 }), fc.infiniteStream(fc.boolean()), (edits, chosen) => {
        const updates = session(edits).filter((update) => scanUpdate(update) && chosen.next().value);
        const mine = spliceUpdates(updates);
        if (!mine) return;
        spliced += 1;
        const docs = [mine, Y.mergeUpdates(updates)].map((update) => {
          const doc = new Y.Doc();
          Y.applyUpdate(doc, update);
          // What is missing comes later, and must fit either way.
          for (const rest of session(edits)) Y.applyUpdate(doc, rest);
          return doc;
        });
        expect(contentOf(docs[0] ?? new Y.Doc())).toEqual(contentOf(docs[1] ?? new Y.Doc()));
        expect(readExtent(mine).structs.encode()).toEqual(readExtent(Y.mergeUpdates(updates)).structs.encode());
        expect(readExtent(mine).deletes.encode()).toEqual(readExtent(Y.mergeUpdates(updates)).deletes.encode());
      }),
    );
    expect(spliced).toBeGreaterThan(50);
  });

  it("P7.6 updates with flipped bits never keep the log from being loaded, compacted and joined", async () => {
    const flip = fc.record({ which: fc.nat(), at: fc.nat(), bit: fc.nat(7) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { minLength: 5, maxLength: 30 }),
        fc.array(flip, { maxLength: 30 }),
        async (edits, flips) => {
          await withLog((log, reopen) => {
            const updates = session(edits);
            if (updates.length === 0) return;
            for (const { which, at, bit } of flips) {
              const update = Uint8Array.from(updates[which % updates.length] ?? []);
              const index = at % update.length;
              update[index] = (update[index] ?? 0) ^ (1 << bit);
              try {
                log.offer(entry(update));
              } catch (cause) {
                expect(cause).toMatchObject({ code: "invalid" });
              }
            }
            take(log, updates);
            log.compact(T0);
            take(log, typed("alive", 99));
            expect(textOf(reopen())).toContain("alive");
            expect(join(new JoinPlan(reopen())).getText("t").toString()).toContain("alive");
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});

it("the room's own storage takes the log's tables", async () => {
  const room = crypto.randomUUID();
  const stub = env.DOC.getByName(room);
  expect(await stub.create({ workspace: "w", kind: "doc", room })).toEqual({ ok: true, value: null });
  await runInDurableObject(stub, (_, { storage }) => {
    expect(storage.sql.exec("SELECT count(*) AS n FROM log_segments").one()).toEqual({ n: 0 });
  });
});
