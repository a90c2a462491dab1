/** The pages as a tree, and where in it a page can go. */
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";

export interface PageBranch {
  page: Page;
  /** 1 at the root. */
  level: number;
  children: readonly PageBranch[];
}

/** Where a page is put: under `parent` (null for the root), behind `after`, first for null, or last without. */
export interface PagePlace {
  parent: string | null;
  after?: string | null;
}

/** `pages`, which are in their order, as a tree. One whose parent is not among them stands at the root. */
export function treeOf(pages: readonly Page[]): readonly PageBranch[] {
  const known = new Set(pages.map(({ id }) => id));
  const under = new Map<string | null, Page[]>();
  for (const page of pages) {
    const parent = page.parentId !== null && known.has(page.parentId) ? page.parentId : null;
    under.set(parent, [...(under.get(parent) ?? []), page]);
  }
  const branches = (parent: string | null, level: number): PageBranch[] =>
    (under.get(parent) ?? []).map((page) => ({ page, level, children: branches(page.id, level + 1) }));
  return branches(null, 1);
}

/** The branches that are seen, from above to below, when those in `open` are. */
export function seenOf(tree: readonly PageBranch[], open: ReadonlySet<string>): PageBranch[] {
  return tree.flatMap((branch) => [branch, ...(open.has(branch.page.id) ? seenOf(branch.children, open) : [])]);
}

/** What a page stands under, the nearest last. */
export function ancestorsOf(pages: readonly Page[], id: string): Page[] {
  const above: Page[] = [];
  const byId = new Map(pages.map((page) => [page.id, page]));
  for (let next = byId.get(byId.get(id)?.parentId ?? ""); next; next = byId.get(next.parentId ?? "")) {
    if (above.includes(next)) break;
    above.unshift(next);
  }
  return above;
}

/** The pages beside `page`, itself among them, in their order. */
function siblingsOf(pages: readonly Page[], page: Page): Page[] {
  return pages.filter(({ parentId }) => parentId === page.parentId);
}

/** Right before `target`, for `page`. */
export function placeBefore(pages: readonly Page[], page: string, target: Page): PagePlace {
  const others = siblingsOf(pages, target).filter(({ id }) => id !== page);
  const at = others.findIndex(({ id }) => id === target.id);
  return { parent: target.parentId, after: others[at - 1]?.id ?? null };
}

/** The four ways that keys move a page: among its siblings, into the one before it, out of what it stands under. */
export type Step = "up" | "down" | "in" | "out";

/** Where a step takes a page, or null where it leads nowhere. */
export function placeAfterStep(pages: readonly Page[], page: Page, step: Step): PagePlace | null {
  const siblings = siblingsOf(pages, page);
  const at = siblings.findIndex(({ id }) => id === page.id);
  const [before, behind] = [siblings[at - 1], siblings[at + 1]];
  switch (step) {
    case "up":
      return before ? { parent: page.parentId, after: siblings[at - 2]?.id ?? null } : null;
    case "down":
      return behind ? { parent: page.parentId, after: behind.id } : null;
    case "in":
      return before ? { parent: before.id } : null;
    case "out": {
      const parent = pages.find(({ id }) => id === page.parentId);
      return parent ? { parent: parent.parentId, after: parent.id } : null;
    }
  }
}

/** Where a page came to stand, in words: "“Plan” is second of 3 under “Work”." */
export function whereInWords(pages: readonly Page[], id: string): string {
  const page = pages.find((each) => each.id === id);
  if (!page) return "";
  const siblings = siblingsOf(pages, page);
  const parent = pages.find((each) => each.id === page.parentId);
  const place = `${siblings.findIndex((each) => each.id === id) + 1} of ${siblings.length}`;
  return `“${page.title}” is now ${place} ${parent ? `in “${parent.title}”` : "at the top level"}.`;
}
