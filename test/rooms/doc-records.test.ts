/** The history and the versions of a doc: over a real log with a clock of its own, and through the room. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as fc from "fast-check";
import * as encoding from "lib0/encoding";
import { afterEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { HISTORY_JOB } from "../../durable-objects/doc/history/history.ts";
import { DOC_LIMITS, HISTORY_LIMITS, VERSION_LIMITS } from "../../durable-objects/doc/limits.ts";
import type { DocRoom } from "../../durable-objects/doc/room.ts";
import { LiveText } from "../../durable-objects/doc/text/live-text.ts";
import { parseMarkdown } from "../../durable-objects/doc/text/parse.ts";
import { TEXT_FIELD } from "../../durable-objects/doc/text/protocol.ts";
import { type Blocks, packBlocks, unpackBlocks } from "../../durable-objects/doc/text/tree.ts";
import { writeMarkdown } from "../../durable-objects/doc/text/write.ts";
import { type Outcome, ok, unwrap } from "../../durable-objects/room/errors.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { deskOf, textOf } from "./doc-desk.ts";
import { claimsFor } from "./socket.ts";
import { T0, withStorage } from "./storage.ts";
import { YjsPeer } from "./yjs-peers.ts";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const WORKSPACE = crypto.randomUUID();

async function filesOf(doc: string): Promise<string[]> {
  const { objects } = await env.FILES.list({ prefix: `history/${doc}/` });
  return objects.map(({ key }) => key.slice(`history/${doc}/`.length));
}

/** R2 that is down while `down` says so. */
function shaky(): { files: R2Bucket; state: { down: boolean } } {
  const state = { down: false };
  const files = new Proxy(env.FILES, {
    get(target, key) {
      const value = Reflect.get(target, key);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        if (state.down) return Promise.reject(new Error("R2 is down"));
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { files, state };
}

describe("history", () => {
  it("P2.13 tells who wrote how much in which stretch, newest first and page by page", () =>
    withStorage((storage) => {
      const desk = deskOf(storage);
      desk.edit("ann", (text) => text.insert(0, "hello"));
      desk.clock.now += 59_000;
      desk.edit("ann", (text) => text.insert(0, "!"));
      // At the same time as ann, and so in one change with her.
      desk.clock.now += 1_000;
      desk.edit("bob", (text) => text.delete(0, 2));
      desk.compact();
      desk.clock.now += HOUR;
      desk.edit("ann", (text) => text.insert(0, "later"));
      const list = desk.history.list(null, 10, desk.clock.now);
      expect(list).toEqual([
        {
          id: String(T0 + 60_000 + HOUR),
          from: T0 + 60_000 + HOUR,
          to: T0 + 60_000 + HOUR,
          by: [{ user: "ann", inserted: 5, deleted: 0 }],
          inserted: 5,
          deleted: 0,
          restored: null,
          undid: false,
          before: null,
        },
        {
          id: String(T0 + 60_000),
          from: T0,
          to: T0 + 60_000,
          by: [
            { user: "ann", inserted: 6, deleted: 0 },
            { user: "bob", inserted: 0, deleted: 2 },
          ],
          inserted: 6,
          deleted: 2,
          restored: null,
          undid: false,
          before: null,
        },
      ]);
      const [newest, oldest] = list;
      expect(desk.history.list(null, 1, desk.clock.now)).toEqual([newest]);
      expect(desk.history.list(newest?.to ?? 0, 10, desk.clock.now)).toEqual([oldest]);
      expect(desk.history.list(oldest?.to ?? 0, 10, desk.clock.now)).toEqual([]);
    }));

  it("P8.9 deletes of ids that no document has are counted within bounds, and once", () =>
    withStorage((storage) => {
      const desk = deskOf(storage);
      const update = (ranges: [number, number][]) => {
        const encoder = encoding.createEncoder();
        for (const number of [0, 1, 77, ranges.length, ...ranges.flat()]) encoding.writeVarUint(encoder, number);
        return encoding.toUint8Array(encoder);
      };
      const offer = (ranges: [number, number][]) => {
        desk.log.offer({ user: "eve", connection: "c", at: desk.clock.now, update: update(ranges) });
        desk.log.commit();
      };
      offer([[5, 10]]);
      offer([[0, 20]]);
      expect(desk.history.list(null, 10, desk.clock.now)).toMatchObject([{ deleted: 20 }]);
      offer([[10, 2 ** 52]]);
      expect(desk.history.list(null, 10, desk.clock.now)).toMatchObject([{ deleted: 1_000_000_000 }]);
      desk.compact();
      expect(desk.history.list(null, 10, desk.clock.now)).toMatchObject([{ by: [{ user: "eve" }] }]);
    }));

  it("P2.13 the doc can be read as it was at any moment of 30 days, wherever its entries lie by then", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            user: fc.constantFrom("ann", "bob"),
            at: fc.nat(20),
            word: fc.constantFrom("a", "bc", "def"),
            remove: fc.nat(3),
            waitHours: fc.nat(30 * 24),
            next: fc.constantFrom("nothing", "compact", "tidy"),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        (steps) =>
          withStorage(async (storage) => {
            const desk = deskOf(storage);
            const moments: { at: number; text: string }[] = [];
            for (const { user, at, word, remove, waitHours, next } of steps) {
              desk.edit(user, (text) => {
                const from = at % (text.length + 1);
                text.delete(from, Math.min(remove, text.length - from));
                text.insert(from, word);
              });
              moments.push({ at: desk.clock.now, text: desk.text() });
              desk.clock.now += waitHours * HOUR + 1;
              if (next !== "nothing") desk.compact();
              if (next === "tidy") await desk.history.tidy(desk.clock.now);
            }
            for (const moment of moments) {
              const state = desk.history.stateAt(moment.at, desk.clock.now);
              if (moment.at < desk.clock.now - HISTORY_LIMITS.keptMs) {
                await expect(state).rejects.toMatchObject({ code: "gone" });
              } else expect(textOf(await state)).toBe(moment.text);
            }
            const oldest = desk.clock.now - HISTORY_LIMITS.keptMs;
            const list = desk.history.list(null, 100, desk.clock.now);
            expect(list.every(({ to }) => to >= oldest)).toBe(true);
            const expected = moments.filter(({ at }) => at >= oldest).map(({ at }) => at);
            expect(expected.every((at) => list.some(({ from, to }) => from <= at && at <= to))).toBe(true);
          }),
      ),
      { numRuns: 40 },
    ));

  it("P2.10 an edition is found again although the clock went on while it was written", () =>
    withStorage(async (storage) => {
      const { document, history, clock } = deskOf(storage);
      const stateLike = (at: number, is: (doc: Y.Doc) => boolean) => history.stateLike(at, clock.now, is);
      const text = new LiveText({ document, stateLike, now: () => clock.now++ });
      const { edition } = await text.write("ann", parseMarkdown("one\n\ntwo"), null);
      clock.now += 5;
      await text.write("bob", parseMarkdown("one\n\ntwo more"), null);
      const merged = await text.write("ann", parseMarkdown("one by me\n\ntwo"), edition);
      expect(writeMarkdown(merged.blocks)).toBe("one by me\n\ntwo more\n");
    }));

  it("P2.10 a state between two edits of one millisecond is found again by what it says", () =>
    withStorage(async (storage) => {
      const desk = deskOf(storage);
      for (const word of ["one", " two", " three"]) desk.edit("ann", (text) => text.insert(text.length, word));
      const at = desk.clock.now;
      const like = (wanted: string) => desk.history.stateLike(at, at, (doc) => doc.getText("t").toString() === wanted);
      for (const said of ["one two three", "one two", "one", ""]) {
        const state = await like(said);
        expect(state && textOf(state)).toBe(said);
      }
      expect(await like("another")).toBeNull();
    }));

  it("P9.13 segments leave the object only once R2 has them, and expire there after 30 days", () =>
    withStorage(async (storage) => {
      const { files, state } = shaky();
      const desk = deskOf(storage, files);
      const segments = () => storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM log_segments").one().n;
      desk.edit("ann", (text) => text.insert(0, "one"));
      desk.compact();
      const written = desk.clock.now;
      expect(await desk.history.tidy(desk.clock.now)).toBe(written + HISTORY_LIMITS.shelveAfterMs + 1);
      expect(segments()).toBe(1);

      desk.clock.now += 2 * DAY;
      state.down = true;
      await expect(desk.history.tidy(desk.clock.now)).rejects.toThrow("R2 is down");
      expect(segments()).toBe(1);
      expect(textOf(await desk.history.stateAt(written, desk.clock.now))).toBe("one");

      state.down = false;
      expect(await desk.history.tidy(desk.clock.now)).toBe(written + HISTORY_LIMITS.keptMs + 1);
      expect(segments()).toBe(0);
      expect(await filesOf(desk.doc)).toEqual([`${written}-1`]);
      expect(textOf(await desk.history.stateAt(written, desk.clock.now))).toBe("one");
      state.down = true;
      await expect(desk.history.stateAt(written, desk.clock.now)).rejects.toMatchObject({ code: "unavailable" });
      desk.edit("ann", (text) => text.insert(3, " two"));
      expect(desk.text()).toBe("one two");
      state.down = false;

      desk.clock.now += 29 * DAY;
      expect(await desk.history.tidy(desk.clock.now)).toBeNull();
      expect(await filesOf(desk.doc)).toEqual([`floor-${written}`]);
      expect(desk.history.list(null, 10, desk.clock.now)).toHaveLength(1);
      expect(textOf(await desk.history.stateAt(desk.clock.now, desk.clock.now))).toBe("one two");

      await desk.history.purge();
      expect(await filesOf(desk.doc)).toEqual([]);
    }));

  it("P1.9 tidying that dies at any call of R2 loses nothing and is finished by the next", () =>
    withStorage(async (storage) => {
      let left = Number.POSITIVE_INFINITY;
      const files = new Proxy(env.FILES, {
        get: (target, key) => {
          const value = Reflect.get(target, key);
          if (typeof value !== "function") return value;
          return async (...args: unknown[]) => {
            const result = await Reflect.apply(value, target, args);
            if (left-- <= 0) throw new Error("killed right behind R2's answer");
            return result;
          };
        },
      });
      const desk = deskOf(storage, files);
      const moments: { at: number; text: string }[] = [];
      for (let day = 0; day < 40; day += 8) {
        desk.edit("ann", (text) => text.insert(0, `d${day} `));
        desk.compact();
        moments.push({ at: desk.clock.now, text: desk.text() });
        for (let calls = 0; ; calls += 1) {
          left = calls;
          const done = await desk.history.tidy(desk.clock.now).then(
            () => true,
            () => false,
          );
          left = Number.POSITIVE_INFINITY;
          for (const moment of moments.filter(({ at }) => at >= desk.clock.now - HISTORY_LIMITS.keptMs)) {
            expect(textOf(await desk.history.stateAt(moment.at, desk.clock.now))).toBe(moment.text);
          }
          if (done) break;
        }
        desk.clock.now += 8 * DAY;
      }
      expect(desk.text()).toBe("d32 d24 d16 d8 d0 ");
    }));
});

describe("versions", () => {
  it("P1.10 P3.7 a version is a full state for ever, in rows below 2 MB, and its create acts once", () =>
    withStorage((storage) => {
      const desk = deskOf(storage);
      const large = new Y.Doc();
      large.getText("t").insert(0, "字".repeat(700_000));
      const state = Y.encodeStateAsUpdate(large);
      expect(state.length).toBeGreaterThan(2_000_000);
      const id = newId();
      const kept = desk.versions.keep({ id, name: "Big", by: "ann", past: { moment: 1, state } });
      expect(kept).toMatchObject({ id, name: "Big", by: "ann", automatic: false, bytes: state.length });
      expect(desk.versions.keep({ id, name: "Again", by: "ann" })).toEqual(kept);
      const rows = storage.sql.exec<{ n: number; most: number }>(
        "SELECT count(*) AS n, max(length(data)) AS most FROM version_parts",
      );
      expect(rows.one()).toMatchObject({ n: 2, most: 1_800_000 });
      expect(desk.versions.list(null, 10)).toEqual([kept]);
    }));

  it("P7.8 a restore that would outgrow the doc's budget is refused and leaves nothing behind", () =>
    withStorage((storage) => {
      const desk = deskOf(storage);
      const fill = "x".repeat(DOC_LIMITS.docBytes - 200_000);
      desk.edit("ann", (text) => text.insert(0, fill));
      const version = desk.versions.keep({ id: newId(), name: "Full", by: "ann" });
      desk.edit("ann", (text) => text.delete(0, fill.length));
      desk.edit("ann", (text) => text.insert(0, "y".repeat(300_000)));
      const before = desk.text();
      desk.edit("ann", (text) => text.insert(0, "z".repeat(1_000_000)));
      expect(() => desk.versions.restore(version.id, "ann")).toThrow(expect.objectContaining({ code: "too_large" }));
      expect(desk.text()).toBe(`${"z".repeat(1_000_000)}${before}`);
      expect(desk.versions.list(null, 10)).toEqual([version]);
    }));

  it("P8.14 named versions are refused above their number, automatic ones give way to newer ones", () =>
    withStorage((storage) => {
      const desk = deskOf(storage);
      desk.edit("ann", (text) => text.insert(0, "first"));
      const first = desk.versions.keep({ id: newId(), name: "First", by: "ann" });
      for (let round = 0; round < VERSION_LIMITS.automatic + 3; round += 1) {
        desk.edit("ann", (text) => text.insert(0, `${round} `));
        expect(desk.versions.restore(first.id, "bob").before).toMatchObject({ automatic: true, by: "bob" });
        expect(desk.text()).toBe("first");
      }
      expect(desk.versions.list(null, 200)).toHaveLength(VERSION_LIMITS.automatic + 1);
      const state = Y.encodeStateAsUpdate(new Y.Doc());
      for (let count = 1; count < VERSION_LIMITS.named; count += 1) {
        desk.versions.keep({ id: `v${count}`, name: `v${count}`, by: "ann", past: { moment: 1, state } });
      }
      expect(() => desk.versions.keep({ id: newId(), name: "Over", by: "ann" })).toThrow(
        expect.objectContaining({ code: "limit_reached" }),
      );
      expect(desk.versions.find(first.id)).toEqual(first);
    }));

  it("P7.9 a compaction remembers the types of roots, so a version can be restored that cannot tell them", () =>
    withStorage((storage) => {
      const desk = deskOf(storage);
      const report = () => desk.versions.recordRoots(desk.log.compact(desk.clock.now).roots);
      desk.edit("ann", (text) => text.insert(0, "words"));
      report();
      expect(storage.sql.exec("SELECT * FROM roots").toArray()).toEqual([{ name: "t", type: "text" }]);
      const version = desk.versions.keep({ id: newId(), name: "V", by: "ann" });
      const strange = new Y.Doc();
      strange.getArray("t").push([1]);
      desk.log.offer({ user: "eve", connection: "c", at: desk.clock.now, update: Y.encodeStateAsUpdate(strange) });
      desk.log.commit();
      desk.edit("ann", (text) => text.insert(0, "more "));
      expect(desk.versions.restore(version.id, "ann").before).not.toBeNull();
      expect(desk.text()).toBe("words");
      storage.sql.exec("DELETE FROM roots");
      desk.edit("ann", (text) => text.insert(0, "more "));
      const again = new Y.Doc();
      again.getArray("t").push([2]);
      desk.log.offer({ user: "eve", connection: "c", at: desk.clock.now, update: Y.encodeStateAsUpdate(again) });
      desk.log.commit();
      expect(() => desk.versions.restore(version.id, "ann")).toThrow(expect.objectContaining({ code: "untyped_root" }));
    }));
});

describe("through the room", () => {
  type Doc = DurableObjectStub<DocRoom>;
  const leaving: (() => void)[] = [];
  afterEach(() => {
    for (const leave of leaving.splice(0)) leave();
  });

  async function newDoc(): Promise<{ doc: Doc; join: (user: string) => Promise<YjsPeer> }> {
    const room = newId();
    const doc = env.DOC.getByName(room);
    unwrap(await doc.create({ workspace: WORKSPACE, kind: "doc", room }));
    const join = async (user: string) => {
      const peer = await YjsPeer.join(doc, claimsFor(room, user, { workspace: WORKSPACE, kind: "doc" }));
      leaving.push(() => peer.leave());
      return peer;
    };
    return { doc, join };
  }

  const put = async (doc: Doc, by: string, markdown: string) =>
    unwrap(await doc.setText(by, packBlocks(parseMarkdown(markdown)), null)).changed;
  const said = (blocks: Outcome<Blocks>) => writeMarkdown(unpackBlocks(unwrap(blocks)));
  const words = (peer: YjsPeer) => peer.doc.getXmlFragment(TEXT_FIELD).toString();

  it("P1.11 a text put over RPC is durable and reaches everyone connected; the same text again is no edit", async () => {
    const { doc, join } = await newDoc();
    const ann = await join("ann");
    expect(await put(doc, "bob", "# Hello")).toBe(true);
    await ann.until(() => words(ann).includes("Hello"));
    await evictDurableObject(doc);
    expect(said(ok(unwrap(await doc.text()).blocks))).toBe("# Hello\n");
    const entries = unwrap(await doc.history(null, 10));
    expect(entries).toMatchObject([{ by: [{ user: "bob" }] }]);
    expect(await put(doc, "bob", "Hello\n=====")).toBe(false);
    expect(unwrap(await doc.history(null, 10))).toEqual(entries);
  });

  it("P2.10 a text made from an earlier edition is merged with what others wrote since, and not put over it", async () => {
    const { doc, join } = await newDoc();
    const ann = await join("ann");
    await put(doc, "bob", "# Plan\n\none two three\n\nlast");
    const { blocks, edition } = unwrap(await doc.text());
    const line = ann.doc.getXmlFragment(TEXT_FIELD);
    await ann.until(() => words(ann).includes("last"));
    const paragraph = line.get(1);
    const typed = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (typed instanceof Y.XmlText) typed.insert(0, "zero ");
    const merged = async () => said(ok(unwrap(await doc.text()).blocks));
    while (!(await merged()).includes("zero")) await scheduler.wait(1);
    const wanted = packBlocks(parseMarkdown(said(ok(blocks)).replace("three", "four").replace("last", "the end")));
    const answer = unwrap(await doc.setText("bob", wanted, edition));
    expect(said(ok(answer.blocks))).toBe("# Plan\n\nzero one two four\n\nthe end\n");
    expect(await merged()).toBe(said(ok(answer.blocks)));
    await ann.until(() => words(ann).includes("four"));
    // Without a base, the same text is put over what was typed.
    unwrap(await doc.setText("bob", wanted, null));
    expect(await merged()).toBe("# Plan\n\none two four\n\nthe end\n");
    for (const base of [
      "",
      "nonsense",
      edition.replace(/.$/, "g"),
      `${edition.slice(0, -1)}${edition.endsWith("0") ? 1 : 0}`,
    ]) {
      expect(await doc.setText("bob", wanted, base)).toMatchObject({
        ok: false,
        problem: { code: "precondition_failed" },
      });
    }
  });

  it("P1.11 a restore is durable and with everyone before it is answered, keeps the doc, and can be undone", async () => {
    const { doc, join } = await newDoc();
    const ann = await join("ann");
    await put(doc, "ann", "first");
    const at = unwrap(await doc.history(null, 1))[0]?.to ?? 0;
    const version = unwrap(await doc.keepVersion({ id: newId(), name: "First", by: "ann", at: null }));
    await put(doc, "ann", "second");
    await ann.until(() => words(ann).includes("second"));
    const restored = unwrap(await doc.restoreVersion(version.id, "bob"));
    expect(restored).toMatchObject({ version, before: { automatic: true, by: "bob" } });
    await ann.until(() => words(ann).includes("first"));
    await evictDurableObject(doc);
    expect(said(ok(unwrap(await doc.text()).blocks))).toBe("first\n");
    expect(unwrap(await doc.restoreVersion(version.id, "bob"))).toMatchObject({ before: null });
    expect(unwrap(await doc.history(null, 1))[0]?.restored).toBe(version.id);
    unwrap(await doc.restoreVersion(restored.before?.id ?? "", "bob"));
    await ann.until(() => words(ann).includes("second"));
    const seen = unwrap(await doc.version(version.id));
    expect([seen.version.name, said(ok(seen.blocks))]).toEqual(["First", "first\n"]);
    expect(said(await doc.textAt(at))).toBe("first\n");
    const earlier = unwrap(await doc.keepVersion({ id: newId(), name: "Then", by: "ann", at }));
    expect(said(ok(unwrap(await doc.version(earlier.id)).blocks))).toBe("first\n");
    expect(await doc.restoreVersion(newId(), "bob")).toMatchObject({ ok: false, problem: { code: "not_found" } });
  });

  it("P6.3 P9.13 a compaction leaves one job for the history, a day later, and erasing clears R2", async () => {
    const { doc, join } = await newDoc();
    const ann = await join("ann");
    for (let i = 0; i < DOC_LIMITS.compactEntries + 10; i += 1) ann.text.insert(0, "x");
    const { text } = ann;
    const bob = await join("bob");
    await bob.until(() => bob.text.length === text.length);
    const jobs = (due: string) =>
      runInDurableObject(doc, (_, { storage }) => {
        if (due !== "") storage.sql.exec("UPDATE jobs SET due = 0 WHERE name = ?", due);
        return storage.sql
          .exec<{ name: string; due: number }>("SELECT name, due FROM jobs ORDER BY name")
          .toArray()
          .filter(({ name }) => name === HISTORY_JOB);
      });
    await jobs("compaction");
    await runDurableObjectAlarm(doc);
    const [job] = await jobs("");
    expect(job?.due).toBeGreaterThan(Date.now() + HISTORY_LIMITS.shelveAfterMs - HOUR);
    await runInDurableObject(doc, (_, { storage }) => {
      storage.sql.exec("UPDATE log_segments SET opened_at = opened_at - ?, last_at = last_at - ?", 2 * DAY, 2 * DAY);
    });
    await jobs(HISTORY_JOB);
    await runDurableObjectAlarm(doc);
    const { room } = (await doc.address()) ?? { room: "" };
    expect(await filesOf(room)).toHaveLength(1);
    expect((await jobs(""))[0]?.due).toBeGreaterThan(Date.now() + 20 * DAY);
    await doc.deliver([{ source: "test", number: 1, body: { type: "erase", by: null } }]);
    await runDurableObjectAlarm(doc);
    expect(await filesOf(room)).toEqual([]);
  });
});
