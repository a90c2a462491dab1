/** A doc's past edit by edit, restores of moments, and restores taken back. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { History } from "../../durable-objects/doc/history/history.ts";
import { decodeRecord, encodeRecord, type HistoryRecord } from "../../durable-objects/doc/history/record/protocol.ts";
import { HISTORY_LIMITS } from "../../durable-objects/doc/limits.ts";
import { parseMarkdown } from "../../durable-objects/doc/text/parse.ts";
import { packBlocks, unpackBlocks } from "../../durable-objects/doc/text/tree.ts";
import { writeMarkdown } from "../../durable-objects/doc/text/write.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { type Desk, deskOf, textOf } from "./doc-desk.ts";
import { withStorage } from "./storage.ts";

const HOUR = 60 * 60_000;
const AUTHORS = ["ann", "bob", "cid"] as const;

interface Step {
  author: number;
  kind: "insert" | "delete" | "format" | "block" | "bulk";
  at: number;
  /** Whether the author hears of the others first, and whether the others hear of it: else it is sent with a later one. */
  hears: boolean;
  sends: boolean;
  waitHours: number;
  next: "nothing" | "compact" | "tidy";
}

const step: fc.Arbitrary<Step> = fc.record({
  author: fc.nat(2),
  kind: fc.constantFrom("insert", "insert", "delete", "format", "block", "bulk"),
  at: fc.nat(50),
  hears: fc.boolean(),
  sends: fc.boolean(),
  waitHours: fc.nat(60),
  next: fc.constantFrom("nothing", "compact", "tidy"),
});

/** What a doc says, whatever structs it is made of. */
function saying(doc: Y.Doc): unknown {
  return [doc.getText("t").toDelta(), doc.getXmlFragment("default").toString()];
}

function sayingOf(...updates: Uint8Array[]): unknown {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return saying(doc);
}

function perform(doc: Y.Doc, { kind, at }: Step): void {
  const text = doc.getText("t");
  const page = doc.getXmlFragment("default");
  const from = at % (text.length + 1);
  switch (kind) {
    case "insert":
      text.insert(from, `w${at} `, {});
      break;
    case "bulk":
      text.insert(from, "bulk ".repeat(20_000), {});
      break;
    case "delete":
      text.delete(from, Math.max(0, Math.min(text.length > 1_000 ? 100_000 : 5, text.length - from)));
      break;
    case "format":
      if (from < text.length) text.format(from, 1, { bold: true });
      break;
    case "block":
      if (page.length > 2) page.delete(at % page.length, 1);
      else page.insert(at % (page.length + 1), [paragraph(`line ${at}`)]);
      break;
  }
}

function paragraph(words: string): Y.XmlElement {
  const made = new Y.XmlElement("paragraph");
  made.insert(0, [new Y.XmlText(words)]);
  return made;
}

/** Commits `update` to the desk's log as one entry of now. */
function receive({ log, clock }: Desk, user: string, update: Uint8Array): void {
  if (log.offer({ user, connection: `c-${user}`, at: clock.now, update }) === "taken") log.commit();
}

/** Asks for the whole record from `after` to `until`, part by part. */
async function recordOf({ history, clock }: Desk, after: number, until: number): Promise<HistoryRecord[]> {
  const parts: HistoryRecord[] = [];
  for (let from = after; ; ) {
    const part = decodeRecord(encodeRecord(await history.record(from, until, clock.now)));
    parts.push(part);
    if (part.through >= until) return parts;
    expect(part.through).toBeGreaterThan(from);
    from = part.through;
  }
}

describe("the past of a doc", () => {
  it("P2.22 each moment is as a replica kept then, from every state and along every edit, wherever they lie", () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) =>
        withStorage(async (storage) => {
          const desk = deskOf(storage);
          const replicas = AUTHORS.map((_, index) => Object.assign(new Y.Doc(), { clientID: index + 1 }));
          const server = new Y.Doc();
          const moments: { at: number; said: unknown }[] = [];
          for (const each of steps) {
            const replica = replicas[each.author];
            const user = AUTHORS[each.author];
            if (!replica || !user) continue;
            if (each.hears) Y.applyUpdate(replica, Y.encodeStateAsUpdate(server));
            perform(replica, each);
            if (!each.sends) continue;
            const update = Y.encodeStateAsUpdate(replica, Y.encodeStateVector(server));
            receive(desk, user, update);
            Y.applyUpdate(server, update);
            moments.push({ at: desk.clock.now, said: saying(server) });
            desk.clock.now += each.waitHours * HOUR + 1;
            if (each.next !== "nothing") desk.compact();
            if (each.next === "tidy") await desk.history.tidy(desk.clock.now);
          }
          const kept = moments.filter(({ at }) => at >= desk.clock.now - HISTORY_LIMITS.keptMs);
          const [first] = kept;
          const last = kept.at(-1);
          if (!first || !last) return;
          for (const { at, said } of kept) {
            expect(sayingOf(await desk.history.stateAt(at, desk.clock.now))).toEqual(said);
          }
          for (const from of kept) {
            const parts = await recordOf(desk, from.at, last.at);
            for (const { at, said } of kept.filter((moment) => moment.at >= from.at)) {
              const part = parts.findLast((each) => each.after <= at) ?? parts[0];
              const edits = part?.edits.filter((edit) => edit.at <= at).map(({ update }) => update) ?? [];
              expect(sayingOf(part?.state ?? new Uint8Array(), ...edits)).toEqual(said);
            }
          }
        }),
      ),
      { numRuns: 25 },
    ));

  it("P8.9 one answer stays small: what stands in the object, what a moment is made of, and what is told at once", () =>
    withStorage(async (storage) => {
      const desk = deskOf(storage);
      const begin = desk.clock.now;
      const words = "words ".repeat(50_000);
      for (let round = 0; round < 20; round += 1) {
        desk.edit("ann", (text) => {
          text.delete(0, text.length);
          text.insert(0, `${round} ${words}`);
        });
        desk.clock.now += 1_000;
        desk.compact();
        await desk.history.tidy(desk.clock.now);
      }
      const { bytes } = storage.sql
        .exec<{ bytes: number }>("SELECT total(length(data)) AS bytes FROM log_segments")
        .one();
      expect(bytes).toBeLessThan(HISTORY_LIMITS.inlineBytes + words.length * 2);
      const parts = await recordOf(desk, begin, desk.clock.now);
      expect(parts.length).toBeGreaterThan(3);
      for (const { edits } of parts) {
        const told = edits.reduce((sum, { update }) => sum + update.length, 0);
        expect(told).toBeLessThanOrEqual(HISTORY_LIMITS.recordBytes + words.length);
      }
      let read = 0;
      const files = new Proxy(env.FILES, {
        get: (target, key) => {
          const value: unknown = Reflect.get(target, key);
          if (typeof value !== "function") return value;
          return (...given: unknown[]) => {
            read += 1;
            return Reflect.apply(value, target, given);
          };
        },
      });
      const counted = new History(storage, { document: desk.document, files, doc: () => desk.doc });
      expect(textOf(await counted.stateAt(begin + 9_000, desk.clock.now)).slice(0, 2)).toBe("9 ");
      expect(read).toBeLessThanOrEqual(3);
    }));

  it("P8.14 changes are told apart up to their number; beyond it the oldest are read but not listed", () =>
    withStorage(async (storage) => {
      const desk = deskOf(storage);
      desk.edit("ann", (text) => text.insert(0, "one"));
      desk.compact();
      desk.history.list(null, 1, desk.clock.now);
      storage.sql.exec(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         INSERT INTO history_changes (until, since, shares) SELECT ? - i, ? - i, '[]' FROM n`,
        HISTORY_LIMITS.changes + 100,
        desk.clock.now,
        desk.clock.now,
      );
      await desk.history.tidy(desk.clock.now);
      const { n } = storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM history_changes").one();
      expect(n).toBe(HISTORY_LIMITS.changes);
      expect(desk.history.list(null, 1, desk.clock.now)).toMatchObject([{ by: [{ user: "ann" }] }]);
    }));

  it("a record that is none, or of another version, is refused", () => {
    const record = { after: 5, through: 9, state: new Uint8Array([0, 0]), edits: [] };
    expect(decodeRecord(encodeRecord(record))).toEqual(record);
    expect(() => decodeRecord(new Uint8Array([2, 0, 0]))).toThrow();
    expect(() => decodeRecord(new Uint8Array([1, 5, 9, 2, 0, 0, 7, 1, 0]))).toThrow();
  });
});

describe("taking back a restore", () => {
  it("P1.24 takes back the restore and nothing else, whatever others wrote before and after", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 6 }),
        fc.array(step, { minLength: 1, maxLength: 6 }),
        (before, after) =>
          withStorage((storage) => {
            const desk = deskOf(storage);
            const write = (steps: readonly Step[]) => {
              for (const each of steps.filter(({ kind }) => kind !== "bulk")) {
                desk.document.write({ user: "ann", connection: "c" }, (doc) => perform(doc, each));
              }
            };
            const said = () => desk.document.read(saying);
            write(before);
            const version = desk.versions.keep({ id: newId(), name: "V", by: "ann" });
            const restored = said();
            write(after);
            const present = said();
            const { before: kept } = desk.versions.restore(version.id, "bob");
            expect(said()).toEqual(restored);
            if (!kept) {
              expect(present).toEqual(restored);
              return;
            }
            const back = desk.versions.takeBack(kept.id, "bob");
            expect(said()).toEqual(present);
            expect(desk.versions.takeBack(back.before?.id ?? "", "bob").before).not.toBeNull();
            expect(said()).toEqual(restored);
            expect(desk.versions.takeBack(kept.id, "bob")).toEqual({ before: null });
            expect(said()).toEqual(restored);
          }),
      ),
      { numRuns: 60 },
    ));

  it("P1.24 what others wrote after the restore stays, even inside what the restore brought back", () =>
    withStorage((storage) => {
      const desk = deskOf(storage);
      const page = (doc: Y.Doc) => doc.getXmlFragment("default");
      const sender = { user: "ann", connection: "c" };
      const said = () => desk.document.read((doc) => page(doc).toString());
      desk.document.write(sender, (doc) => page(doc).insert(0, [paragraph("old one"), paragraph("old two")]));
      const version = desk.versions.keep({ id: newId(), name: "V", by: "ann" });
      desk.document.write(sender, (doc) => {
        page(doc).delete(0, 2);
        page(doc).insert(0, [paragraph("new")]);
      });
      const { before } = desk.versions.restore(version.id, "bob");
      expect(said()).toBe("<paragraph>old one</paragraph><paragraph>old two</paragraph>");
      desk.document.write({ user: "cid", connection: "c" }, (doc) => {
        const first = page(doc).get(0);
        const words = first instanceof Y.XmlElement ? first.get(0) : null;
        if (words instanceof Y.XmlText) words.insert(words.length, " and mine");
        page(doc).insert(2, [paragraph("by cid")]);
      });
      desk.compact();
      desk.versions.takeBack(before?.id ?? "", "bob");
      const left = said();
      expect(left).toContain("<paragraph>new</paragraph>");
      expect(left).toContain("<paragraph> and mine</paragraph>");
      expect(left).toContain("<paragraph>by cid</paragraph>");
      expect(left).not.toContain("old");
      expect(desk.history.list(null, 1, desk.clock.now)[0]?.by.map(({ user }) => user)).toContain("bob");
    }));

  it("P1.24 a restore is taken back once: by whoever asks again, or after what was there was restored, nothing changes", () =>
    withStorage((storage) => {
      const desk = deskOf(storage);
      const begin = () => {
        desk.edit("ann", (text) => {
          text.delete(0, text.length);
          text.insert(0, "one");
        });
        const { id } = desk.versions.keep({ id: newId(), name: "V", by: "ann" });
        desk.edit("ann", (text) => {
          text.delete(0, text.length);
          text.insert(0, "two");
        });
        return desk.versions.restore(id, "bob").before?.id ?? "";
      };
      const twice = begin();
      expect(desk.versions.takeBack(twice, "bob").before).not.toBeNull();
      desk.edit("cid", (text) => text.insert(text.length, " and mine"));
      expect(desk.versions.takeBack(twice, "ann")).toEqual({ before: null });
      expect(desk.text()).toBe("two and mine");
      const otherwise = begin();
      desk.versions.restore(otherwise, "ann");
      desk.edit("cid", (text) => text.insert(text.length, " and mine"));
      expect(desk.versions.takeBack(otherwise, "bob")).toEqual({ before: null });
      expect(desk.text()).toBe("two and mine");
    }));

  it("P8.14 what was kept before restores gives way, with the edits kept beside it", () =>
    withStorage((storage) => {
      const desk = deskOf(storage);
      desk.edit("ann", (text) => text.insert(0, "first"));
      const version = desk.versions.keep({ id: newId(), name: "V", by: "ann" });
      const kept: string[] = [];
      for (let round = 0; round < 60; round += 1) {
        desk.edit("ann", (text) => text.insert(0, "x"));
        kept.push(desk.versions.restore(version.id, "bob").before?.id ?? "");
      }
      expect(storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM restores").one().n).toBe(50);
      expect(() => desk.versions.takeBack(kept[0] ?? "", "bob")).toThrow(
        expect.objectContaining({ code: "not_found" }),
      );
      expect(() => desk.versions.takeBack(version.id, "bob")).toThrow(expect.objectContaining({ code: "not_found" }));
    }));
});

describe("versions", () => {
  it("are renamed and removed by who made them, or by whoever may change all", () =>
    withStorage((storage) => {
      const { versions, edit } = deskOf(storage);
      edit("ann", (text) => text.insert(0, "one"));
      const { id } = versions.keep({ id: newId(), name: "V", by: "ann" });
      const refused = expect.objectContaining({ code: "forbidden" });
      expect(() => versions.rename(id, "W", { user: "bob", all: false })).toThrow(refused);
      expect(() => versions.remove(id, { user: "bob", all: false })).toThrow(refused);
      expect(versions.rename(id, "W", { user: "ann", all: false })).toMatchObject({ name: "W", automatic: false });
      edit("ann", (text) => text.insert(0, "two "));
      const { before } = versions.restore(id, "ann");
      expect(versions.rename(before?.id ?? "", "Kept", { user: "bob", all: true })).toMatchObject({ automatic: false });
      versions.remove(id, { user: "bob", all: true });
      expect(versions.list(null, 10).map(({ name }) => name)).toEqual(["Kept"]);
      expect(() => versions.remove(id, { user: "ann", all: true })).toThrow(
        expect.objectContaining({ code: "not_found" }),
      );
    }));
});

describe("through the room", () => {
  const WORKSPACE = crypto.randomUUID();

  it("P1.25 a moment without a version is restored, told in the history, and taken back, after eviction too", async () => {
    const room = newId();
    const doc = env.DOC.getByName(room);
    unwrap(await doc.create({ workspace: WORKSPACE, kind: "doc", room }));
    const put = async (by: string, words: string) =>
      unwrap(await doc.setText(by, packBlocks(parseMarkdown(words)), null));
    const said = async () => writeMarkdown(unpackBlocks(unwrap(await doc.text()).blocks));
    const newest = async () => unwrap(await doc.history(null, 1))[0];
    await put("ann", "first");
    const at = (await newest())?.to ?? 0;
    while (Date.now() <= at) await scheduler.wait(1);
    await put("ann", "second");
    const id = newId();
    const restored = unwrap(await doc.restoreMoment(id, at, "bob"));
    expect(restored).toMatchObject({ version: { id, automatic: true, moment: at, by: "bob" } });
    expect(await said()).toBe("first\n");
    expect(await newest()).toMatchObject({ restored: id, undid: false, before: restored.before?.id });
    await evictDurableObject(doc);
    await put("cid", "first\n\nand more");
    const before = restored.before?.id ?? "";
    unwrap(await doc.takeBackRestore(before, "bob"));
    expect(await said()).toBe("second\n\nand more\n");
    expect(unwrap(await doc.history(null, 5)).find(({ undid }) => undid)).toMatchObject({ restored: before });
    // Asked again, as after an answer that got lost, it is the same restore.
    const again = newId();
    const first = unwrap(await doc.restoreMoment(again, at, "bob"));
    expect(unwrap(await doc.restoreMoment(again, at, "bob"))).toEqual(first);
    expect(unwrap(await doc.version(again)).version).toMatchObject({ id: again });
    // A restore of what is there already keeps nothing.
    const now = Date.now();
    const many = unwrap(await doc.versions(null, 50)).length;
    expect(unwrap(await doc.restoreMoment(newId(), now, "bob"))).toMatchObject({ before: null });
    expect(unwrap(await doc.versions(null, 50))).toHaveLength(many);
    // A clock that is ahead asks for now.
    const ahead = now + 365 * 24 * HOUR;
    expect(unwrap(await doc.restoreMoment(newId(), ahead, "bob")).version.moment).toBeLessThan(ahead);
    expect(await doc.restoreMoment(newId(), 1, "bob")).toMatchObject({ ok: false, problem: { code: "gone" } });
    await runInDurableObject(doc, (_, { storage }) => {
      const steps = storage.sql.exec<{ number: number }>("SELECT number FROM migrations WHERE part = 'doc'").toArray();
      expect(steps.map(({ number }) => number)).toEqual([1, 2, 3]);
    });
  });
});
