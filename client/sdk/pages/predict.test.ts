import { describe, expect, it } from "vitest";
import type { Page, WorkspaceAction } from "../../../durable-objects/workspace/protocol.ts";
import { predictPages } from "./predict.ts";

const page = (id: string, order: string, parentId: string | null = null): Page => ({
  ...{ id, title: id, parentId, docId: `d-${id}`, order, createdAt: 1, createdBy: "u1" },
});

const PAGES = [page("a", "a0"), page("b", "a1"), page("c", "a2", "b"), page("d", "a3", "c")];

/** The pages after `action`, each with the page it stands under, in their order. */
function treeAfter(action: WorkspaceAction): string {
  const pages = predictPages(PAGES, action);
  return pages.map(({ id, parentId }) => (parentId === null ? id : `${parentId}/${id}`)).join(" ");
}

describe("pages, before the room has answered", () => {
  it("move under and behind others, first, or last", () => {
    expect(treeAfter({ type: "page.move", page: "a", parent: "b", after: "c" })).toBe("b b/c b/a c/d");
    expect(treeAfter({ type: "page.move", page: "a", parent: "b", after: null })).toBe("b/a b b/c c/d");
    expect(treeAfter({ type: "page.move", page: "a", parent: "d" })).toBe("b b/c c/d d/a");
    expect(treeAfter({ type: "page.move", page: "c", after: null })).toBe("b/c a b c/d");
    expect(treeAfter({ type: "page.move", page: "c", parent: null, after: "a" })).toBe("a c b c/d");
  });

  it("stay where they are when they would stand under themselves, or behind a page that is gone", () => {
    expect(predictPages(PAGES, { type: "page.move", page: "b", parent: "d" })).toBe(PAGES);
    expect(predictPages(PAGES, { type: "page.move", page: "b", parent: "b" })).toBe(PAGES);
    expect(predictPages(PAGES, { type: "page.move", page: "b", after: "gone" })).toBe(PAGES);
  });

  it("are renamed, and deleted alone or with those under them", () => {
    const [renamed] = predictPages(PAGES, { type: "page.rename", page: "a", title: "New" });
    expect(renamed?.title).toBe("New");
    expect(treeAfter({ type: "page.delete", page: "b" })).toBe("a c c/d");
    expect(treeAfter({ type: "page.delete", page: "b", subpages: "delete" })).toBe("a");
  });
});
