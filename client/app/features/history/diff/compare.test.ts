import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PastNode, wordsIn } from "../past/past-node.ts";
import { compareTexts } from "./compare.ts";
import type { MarkedNode } from "./marked.ts";
import { keyOf } from "./same.ts";

const text = (words: string, more: Partial<PastNode> = {}): PastNode => ({ type: "text", text: words, ...more });
const block = (type: string, content: PastNode[], attrs?: Record<string, unknown>): PastNode => ({
  type,
  ...(attrs ? { attrs } : {}),
  content,
});
const line = (words: string) => block("paragraph", [text(words)]);

const SIGNS = { inserted: ["{+", "+}"], deleted: ["[-", "-]"], changed: ["~", "~"], none: ["", ""] } as const;

/** What one reads: `[-out-]`, `{+in+}`, `~changed~`. */
function shown(nodes: readonly MarkedNode[]): string {
  const parts = nodes.map((node) => {
    const [begin, end] = SIGNS[node.change ?? "none"];
    return `${begin}${node.text ?? `<${shown(node.content ?? [])}>`}${end}`;
  });
  return parts.join("");
}

/** What is left when one kind of change is taken out. */
function without(change: "inserted" | "deleted", nodes: readonly MarkedNode[]): PastNode[] {
  return nodes
    .filter((node) => node.change !== change)
    .map(({ change: _, content, ...node }) => ({ ...node, ...(content ? { content: without(change, content) } : {}) }));
}

const words = fc.array(fc.constantFrom("one", "two", "three", " ", ", ", "🙂", "مرحبا", "字字"), { maxLength: 6 });
const run = fc.record({ words, bold: fc.boolean() }).map(({ words: list, bold }) => ({
  type: "text",
  text: `${list.join("")}.`,
  ...(bold ? { marks: [{ type: "bold" }] } : {}),
}));
const leaf: fc.Arbitrary<PastNode> = fc.record({
  type: fc.constantFrom("paragraph", "heading", "codeBlock"),
  content: fc.array(run, { minLength: 1, maxLength: 3 }),
});
const tree: fc.Arbitrary<PastNode[]> = fc.array(
  fc.oneof(
    leaf,
    fc.record({ type: fc.constant("bulletList"), content: fc.array(leaf, { minLength: 1, maxLength: 3 }) }),
  ),
  { maxLength: 6 },
);

describe("two texts held against each other", () => {
  it("hold each of the two, whatever they say", () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const compared = compareTexts(before, after);
        const said = (nodes: readonly PastNode[]) => nodes.map(wordsIn).join("\n").replaceAll(/\s+/g, "");
        expect(without("deleted", compared).map(keyOf)).toEqual(after.map(keyOf));
        expect(said(without("inserted", compared))).toBe(said(before));
      }),
      { numRuns: 300 },
    );
  });

  it("of the same words say no change, however the runs are cut and whoever wrote them", () => {
    const one = [block("paragraph", [text("hello"), text(" there", { who: "ann" })])];
    expect(shown(compareTexts([line("hello there")], one))).toBe("<hello there>");
  });

  it("show words that were put in and taken out, where they were", () => {
    expect(shown(compareTexts([line("the quick brown fox")], [line("the slow brown fox runs")]))).toBe(
      "<the [-quick-]{+slow+} brown fox{+ runs+}>",
    );
    expect(shown(compareTexts([line("a b c d e"), line("same")], [line("a x y d e"), line("same")]))).toBe(
      "<a [-b c-]{+x y+} d e><same>",
    );
  });

  it("find a block again that became another kind, and one that moved away from nothing alike", () => {
    const heading = block("heading", [text("the plan for us")], { level: 2 });
    expect(shown(compareTexts([line("the plan for us")], [heading]))).toBe("~<the plan for us>~");
    expect(shown(compareTexts([line("quite another")], [line("the plan for us")]))).toBe(
      "[-<[-quite another-]>-]{+<{+the plan for us+}>+}",
    );
  });

  it("show what became bold, ticked, or another cell's words", () => {
    const bold = block("paragraph", [text("so "), text("very", { marks: [{ type: "bold" }] }), text(" much")]);
    expect(shown(compareTexts([line("so very much")], [bold]))).toBe("<so ~very~ much>");
    const item = (checked: boolean) => block("taskList", [block("taskItem", [line("do it now")], { checked })]);
    expect(shown(compareTexts([item(false)], [item(true)]))).toBe("<~<<do it now>>~>");
    const row = (...cells: string[]) =>
      block("table", [
        block(
          "tableRow",
          cells.map((each) => block("tableCell", [line(each)])),
        ),
      ]);
    expect(shown(compareTexts([row("a one", "b two")], [row("a one", "b three")]))).toContain("b [-two-]{+three+}");
  });

  it("name who changed a word, also where they changed a part of it", () => {
    const after = [block("paragraph", [text("wo", {}), text("r", { who: "ann" }), text("ld")])];
    const [compared] = compareTexts([line("wold")], after);
    expect(compared?.content?.filter(({ change }) => change === "inserted")).toMatchObject([
      { text: "world", who: "ann" },
    ]);
  });

  it("are answered soon, however large and different they are", () => {
    const much = (word: string) => Array.from({ length: 3_000 }, (_, index) => line(`${word}${index} ${word} words`));
    const compared = compareTexts(much("was"), much("is"));
    expect(compared).toHaveLength(6_000);
  });
});
