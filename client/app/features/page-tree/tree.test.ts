import { describe, expect, it } from "vitest";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { ancestorsOf, placeAfterStep, placeBefore, seenOf, treeOf, whereInWords } from "./tree.ts";

const page = (id: string, parentId: string | null = null): Page => ({
  ...{ id, title: id, parentId, docId: `d-${id}`, order: id, createdAt: 1, createdBy: "u1" },
});

const [a, b, c] = [page("a"), page("b"), page("c")];
const [b1, b2, deep] = [page("b1", "b"), page("b2", "b"), page("deep", "b1")];
const PAGES = [a, b, b1, b2, c, deep, page("lost", "elsewhere")];

const seen = (...open: string[]) =>
  seenOf(treeOf(PAGES), new Set(open)).map(({ page: { id }, level }) => `${level}${id}`);

describe("the tree of pages", () => {
  it("shows what is open, and a page whose parent is not shown at the root", () => {
    expect(seen()).toEqual(["1a", "1b", "1c", "1lost"]);
    expect(seen("b", "b1")).toEqual(["1a", "1b", "2b1", "3deep", "2b2", "1c", "1lost"]);
    expect(ancestorsOf(PAGES, "deep")).toEqual([b, b1]);
    expect(ancestorsOf(PAGES, "a")).toEqual([]);
  });

  it("knows where a page may go from where it is", () => {
    expect(placeAfterStep(PAGES, a, "up")).toBeNull();
    expect(placeAfterStep(PAGES, c, "up")).toEqual({ parent: null, after: "a" });
    expect(placeAfterStep(PAGES, b, "up")).toEqual({ parent: null, after: null });
    expect(placeAfterStep(PAGES, a, "down")).toEqual({ parent: null, after: "b" });
    expect(placeAfterStep(PAGES, c, "in")).toEqual({ parent: "b" });
    expect(placeAfterStep(PAGES, b1, "in")).toBeNull();
    expect(placeAfterStep(PAGES, b1, "out")).toEqual({ parent: null, after: "b" });
    expect(placeAfterStep(PAGES, b2, "down")).toBeNull();
    expect(placeBefore(PAGES, "c", b)).toEqual({ parent: null, after: "a" });
    expect(placeBefore(PAGES, "a", b)).toEqual({ parent: null, after: null });
    expect(placeBefore(PAGES, "a", b2)).toEqual({ parent: "b", after: "b1" });
  });

  it("says where a page came to stand", () => {
    expect(whereInWords(PAGES, "b2")).toBe("“b2” is now 2 of 2 in “b”.");
    expect(whereInWords(PAGES, "a")).toBe("“a” is now 1 of 3 at the top level.");
    expect(whereInWords(PAGES, "gone")).toBe("");
  });
});
