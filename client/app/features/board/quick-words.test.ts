import fc from "fast-check";
import { expect, it } from "vitest";
import { completionsAt, linesOf, type QuickNames, quickTaskOf, wordFor } from "./quick-words.ts";

const names: QuickNames = {
  labels: [
    { id: "l1", name: "Bug" },
    { id: "l2", name: "needs review" },
  ],
  people: [
    { id: "u1", name: "Ada Lovelace" },
    { id: "u2", name: "Zoë Ångström" },
    { id: "u3", name: "Ada Byron" },
  ],
};
const set = (line: string) => quickTaskOf(line, names)?.set;

it("reads labels, people and priorities out of a line, wherever they stand", () => {
  expect(set("Mend #bug the door @zoe !high")).toEqual({
    title: "Mend the door",
    labels: ["l1"],
    assignees: ["u2"],
    priority: "high",
  });
  expect(set("Look #NeedsReview @adalovelace @ÅngStröm !low !urgent")).toEqual({
    title: "Look @ÅngStröm",
    labels: ["l2"],
    assignees: ["u1"],
    priority: "urgent",
  });
});

it("leaves in the title what stands for nothing, or could stand for two", () => {
  expect(set("Close #42 for @ada !!")).toEqual({ title: "Close #42 for @ada !!" });
  expect(set("  #bug  ")).toBeUndefined();
});

it("offers what a word may become while it is written", () => {
  const offered = (text: string) => completionsAt(text, text.length, names)?.options.map(wordFor) ?? [];
  expect(offered("Mend @lo")).toEqual(["@AdaLovelace"]);
  expect(offered("Mend #")).toEqual(["#Bug", "#needsreview"]);
  expect(offered("Mend !h")).toEqual(["!high"]);
  expect(offered("Mend #bug")).toEqual([]);
  expect(offered("Mend #bug ")).toEqual([]);
  expect(completionsAt("@a mend", 2, names)?.from).toBe(0);
});

it("reads back every word it writes itself", () => {
  for (const text of ["#", "@", "!"]) {
    for (const meaning of completionsAt(text, 1, names)?.options ?? []) {
      expect(quickTaskOf(`x ${wordFor(meaning)}`, names)?.meant).toEqual([meaning]);
    }
  }
});

it("takes lines for tasks, without the marks of lists", () => {
  expect(linesOf("- Bread\r\n\n * Butter\n2. Jam\n  ")).toEqual(["Bread", "Butter", "Jam"]);
  expect(linesOf("-1 degrees")).toEqual(["-1 degrees"]);
});

it("loses no word of anything that is written", () => {
  fc.assert(
    fc.property(fc.string(), (line) => {
      const task = quickTaskOf(line, names);
      const words = line.trim().split(/\s+/).filter(Boolean).length;
      expect((task?.set.title.split(" ").length ?? 0) + (task?.meant.length ?? 0)).toBeLessThanOrEqual(words);
      if (!/[#@!]/.test(line) && words > 0) expect(task?.set.title.split(" ")).toHaveLength(words);
    }),
  );
});
