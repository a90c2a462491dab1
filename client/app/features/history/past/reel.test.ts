import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { HistoryEdit } from "../../../../../durable-objects/doc/history/record/protocol.ts";
import { keyOf } from "../diff/same.ts";
import { type PastNode, wordsIn } from "./past-node.ts";
import { readState } from "./read.ts";
import { Reel } from "./reel.ts";

const step = fc.record({ user: fc.nat(1), kind: fc.nat(5), at: fc.nat(30), sync: fc.boolean() });
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function perform(doc: Y.Doc, { kind, at }: Step): void {
  const page = doc.getXmlFragment("default");
  const block = page.length > 0 ? page.get(at % page.length) : null;
  const line = block instanceof Y.XmlElement ? block.get(0) : null;
  if (kind === 0 || !(block instanceof Y.XmlElement) || !(line instanceof Y.XmlText)) {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(`words ${at}`)]);
    page.insert(at % (page.length + 1), [paragraph]);
  } else if (kind === 1) page.delete(at % page.length, 1);
  else if (kind === 2) line.insert(at % (line.length + 1), `+${at}`, {});
  else if (kind === 3) line.delete(at % (line.length + 1), Math.min(3, line.length - (at % (line.length + 1))));
  else if (kind === 4) line.format(0, Math.min(2, line.length), { bold: at % 2 === 0 ? {} : null });
  else block.setAttribute("level", `${at % 3}`);
}

/** Plays steps of two people at one server; answers its first state, the edits, and its state after each. */
function play(first: readonly Step[], steps: readonly Step[]) {
  const server = new Y.Doc();
  const people = [0, 1].map((index) => Object.assign(new Y.Doc(), { clientID: 11 + index }));
  const edits: HistoryEdit[] = [];
  const states: Uint8Array[] = [];
  const act = (each: Step, at: number) => {
    const doc = people[each.user] ?? server;
    if (each.sync) Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
    perform(doc, each);
    const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server));
    Y.applyUpdate(server, update);
    edits.push({ user: each.user === 0 ? "ann" : "bob", at, update });
    states.push(Y.encodeStateAsUpdate(server));
  };
  for (const each of first) act(each, 0);
  edits.length = 0;
  states.length = 0;
  const state = Y.encodeStateAsUpdate(server);
  for (const [index, each] of steps.entries()) act(each, index + 1);
  return { state, edits, states };
}

const said = (nodes: readonly PastNode[] | undefined) => nodes?.map(keyOf);

describe("a stretch of the past", () => {
  it("shows each moment as it was, held against any before it", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), fc.array(step, { minLength: 1, maxLength: 14 }), (first, steps) => {
        const { state, edits, states } = play(first, steps);
        const moments = [0, ...edits.map(({ at }) => at)];
        const reel = new Reel({ after: 0, through: steps.length, state, edits }, moments);
        const all = [state, ...states].map(readState);
        for (const at of moments.slice(1)) {
          for (const from of [0, at - 1]) {
            const pair = reel.between(from, at);
            expect(said(pair?.before)).toEqual(said(all[from]));
            expect(said(pair?.after)).toEqual(said(all[at]));
          }
        }
        reel.destroy();
      }),
      { numRuns: 200 },
    );
  });

  it("names who put words in and who took them out, and nobody for what stayed", () => {
    const doc = new Y.Doc();
    const page = doc.getXmlFragment("default");
    const edits: HistoryEdit[] = [];
    const edit = (user: string, at: number, change: () => void) => {
      const before = Y.encodeStateVector(doc);
      const updates: Uint8Array[] = [];
      const note = (update: Uint8Array) => updates.push(update);
      doc.on("update", note);
      change();
      doc.off("update", note);
      edits.push({ user, at, update: Y.mergeUpdates([Y.encodeStateAsUpdate(doc, before), ...updates]) });
    };
    const words = new Y.XmlText("kept gone");
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [words]);
    page.insert(0, [paragraph]);
    const state = Y.encodeStateAsUpdate(doc);
    edit("ann", 1, () => words.delete(4, 5));
    edit("bob", 2, () => words.insert(4, " new"));
    const reel = new Reel({ after: 0, through: 2, state, edits }, [0, 2]);
    const pair = reel.between(0, 2);
    const shares = (nodes: readonly PastNode[] = []) =>
      nodes.flatMap(({ content }) => (content ?? []).map((node) => [wordsIn(node), node.who]));
    expect(shares(pair?.before)).toEqual([
      ["kept", undefined],
      [" gone", "ann"],
    ]);
    expect(shares(pair?.after)).toEqual([
      ["kept", undefined],
      [" new", "bob"],
    ]);
    expect(reel.between(0, 1)).toBeNull();
  });
});
