import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { restoreUpdate } from "./restore.ts";
import { inferRoots, type RootType } from "./roots.ts";

/** One edit of one of three clients; numbers are taken modulo what there is. */
interface Edit {
  client: number;
  kind: number;
  at: number;
  value: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  client: fc.nat(2),
  kind: fc.nat(14),
  at: fc.nat(40),
  value: fc.nat(9),
});
const edits = fc.array(edit, { maxLength: 30 });

const TYPES = new Map<string, RootType>([
  ["map", "map"],
  ["list", "array"],
  ["text", "text"],
  ["page", "fragment"],
]);

function perform(doc: Y.Doc, { kind, at, value }: Edit): void {
  const map = doc.getMap("map");
  const list = doc.getArray<unknown>("list");
  const text = doc.getText("text");
  const page = doc.getXmlFragment("page");
  const nested = map.get("nested");
  const inner = list.length > 0 ? list.get(at % list.length) : null;
  const element = page.length > 0 ? page.get(at % page.length) : null;
  const line = element instanceof Y.XmlElement ? element.get(0) : null;
  const paragraph = new Y.XmlElement("paragraph");
  const acts: (() => unknown)[] = [
    () => map.set(`k${at % 3}`, value),
    () => map.delete(`k${at % 3}`),
    () => map.set("nested", new Y.Map([["made", value]])),
    () => nested instanceof Y.Map && nested.set(`n${at % 3}`, value),
    () => list.insert(at % (list.length + 1), [value, { deep: [value] }]),
    () => list.length > 0 && list.delete(at % list.length, 1),
    () => list.insert(at % (list.length + 1), [new Y.Text(`t${value}`)]),
    () => inner instanceof Y.Text && inner.insert(0, `i${value}`),
    // With attributes named: what would be inherited at a border depends on what lies deleted there.
    () => text.insert(at % (text.length + 1), `w${value} `, {}),
    () => text.length > 0 && text.delete(at % text.length, Math.min(3, text.length - (at % text.length))),
    () => text.length > 0 && text.format(at % text.length, 1, { bold: value % 2 === 0 ? true : null }),
    () => {
      paragraph.insert(0, [new Y.XmlText(`p${value}`)]);
      page.insert(at % (page.length + 1), [paragraph]);
    },
    () => page.length > 0 && page.delete(at % page.length, 1),
    () => line instanceof Y.XmlText && line.insert(Math.min(1, line.length), `x${value}`),
    () => element instanceof Y.XmlElement && element.setAttribute("level", `${value}`),
  ];
  acts[kind % acts.length]?.();
}

/** What a doc says, whatever structs it is made of. */
function contentOf(state: Uint8Array) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return {
    map: doc.getMap("map").toJSON(),
    list: doc.getArray("list").toJSON(),
    text: doc.getText("text").toDelta(),
    page: doc.getXmlFragment("page").toString(),
  };
}

function textOf(state: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc.getText("text").toString();
}

function stateOf(...updates: Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return Y.encodeStateAsUpdate(doc);
}

/** Three clients and a server that holds all they did, as the room does: compacted, with garbage collection. */
function begin(): { clients: Y.Doc[]; state: () => Uint8Array } {
  const clients = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
  return { clients, state: () => stateOf(...clients.map((client) => Y.encodeStateAsUpdate(client))) };
}

function play(clients: readonly Y.Doc[], list: readonly Edit[]): void {
  for (const step of list) {
    const client = clients[step.client];
    if (client) perform(client, step);
    // Every third step the clients hear of each other; between, they write at the same time.
    if (step.value % 3 === 0) sync(clients);
  }
}

function sync(clients: readonly Y.Doc[]): void {
  const all = clients.map((client) => Y.encodeStateAsUpdate(client));
  for (const client of clients) for (const update of all) Y.applyUpdate(client, update);
}

function restored(version: Uint8Array, present: Uint8Array): Uint8Array {
  const update = restoreUpdate(version, present, TYPES);
  return update ? stateOf(present, update) : present;
}

describe("restoring", () => {
  it("P1.12 from any history, the present becomes the version, and restoring back the present", () => {
    fc.assert(
      fc.property(edits, edits, (before, after) => {
        const { clients, state } = begin();
        play(clients, before);
        const version = state();
        play(clients, after);
        const present = state();
        const then = restored(version, present);
        expect(contentOf(then)).toEqual(contentOf(version));
        expect(contentOf(restored(present, then))).toEqual(contentOf(present));
      }),
      {
        numRuns: 300,
        // Two who make the same words bold at once: Yjs tidies their marks when it loads both.
        examples: [
          [
            [{ client: 0, kind: 8, at: 0, value: 0 }],
            [
              { client: 1, kind: 10, at: 0, value: 2 },
              { client: 0, kind: 10, at: 0, value: 2 },
            ],
          ],
        ],
      },
    );
  });

  it("P2.12 a restore merges with what others write at the same time, in any order", () => {
    fc.assert(
      fc.property(edits, edits, edits, (before, after, meanwhile) => {
        const { clients, state } = begin();
        play(clients, before);
        const version = state();
        play(clients, after);
        const present = state();
        const update = restoreUpdate(version, present, TYPES);
        play(clients, meanwhile);
        const others = state();
        const ours = update ? stateOf(present, update) : present;
        expect(contentOf(stateOf(ours, others))).toEqual(contentOf(stateOf(others, ours)));
      }),
      { numRuns: 200 },
    );
  });

  it("P2.12 what is written on after a restore stands on the version", () => {
    fc.assert(
      fc.property(edits, edits, edits, (before, after, later) => {
        const { clients, state } = begin();
        play(clients, before);
        const version = state();
        play(clients, after);
        const update = restoreUpdate(version, state(), TYPES);
        sync(clients);
        for (const client of clients) if (update) Y.applyUpdate(client, update);
        const plain = new Y.Doc();
        Y.applyUpdate(plain, version);
        for (const step of later) {
          const [writer] = clients;
          if (writer) perform(writer, step);
          perform(plain, step);
        }
        // Marks left out: where deleting meets a mark's border, Yjs itself depends on what lies deleted there.
        const words = (update: Uint8Array) => ({ ...contentOf(update), text: textOf(update) });
        expect(words(state())).toEqual(words(Y.encodeStateAsUpdate(plain)));
      }),
      { numRuns: 200 },
    );
  });

  it("P3.9 restoring what the doc has already is no edit at all", () => {
    const { clients, state } = begin();
    play(clients, [{ client: 0, kind: 8, at: 0, value: 1 }]);
    expect(restoreUpdate(state(), state(), TYPES)).toBeNull();
  });
});

describe("the types of roots", () => {
  it("P7.9 are told from what the roots hold", () => {
    const doc = new Y.Doc();
    doc.getMap("map").set("a", 1);
    doc.getArray("values").push([1]);
    doc.getArray("maps").push([new Y.Map()]);
    doc.getText("text").insert(0, "words", { bold: true });
    doc.getText("attributed").insert(0, "words");
    doc.getText("attributed").setAttribute("lang", "en");
    doc.getXmlFragment("page").insert(0, [new Y.XmlElement("p")]);
    doc.getXmlElement("element").insert(0, [new Y.XmlText("t")]);
    doc.getXmlElement("element").setAttribute("id", "1");
    doc.getMap("empty");
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    expect(Object.fromEntries(inferRoots(copy))).toEqual({
      map: "map",
      values: "array",
      maps: "array",
      text: "text",
      attributed: "text",
      page: "fragment",
      element: "element",
    });
  });

  it("P7.9 a root that no type explains is refused by its name, unless its type was recorded", () => {
    const words = new Y.Doc();
    words.getText("odd").insert(0, "words");
    const values = new Y.Doc();
    values.getArray("odd").push([1]);
    const version = Y.encodeStateAsUpdate(words);
    const present = stateOf(version, Y.encodeStateAsUpdate(values));
    expect(() => restoreUpdate(version, present, new Map())).toThrow(
      expect.objectContaining({ code: "untyped_root", message: expect.stringContaining('"odd"') }),
    );
    const update = restoreUpdate(version, present, new Map([["odd", "text"]]));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, present);
    if (update) Y.applyUpdate(doc, update);
    expect(doc.getText("odd").toString()).toBe("words");
    // A root that is empty on both sides is nobody's concern.
    const emptied = new Y.Doc();
    emptied.getText("gone").insert(0, "x");
    emptied.getText("gone").delete(0, 1);
    const state = Y.encodeStateAsUpdate(emptied);
    expect(restoreUpdate(state, state, new Map())).toBeNull();
  });
});
