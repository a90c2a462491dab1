/** What the room will make of a command about pages, as far as it can be told here. */
import { generateKeyBetween } from "fractional-indexing";
import type { Page, WorkspaceAction } from "../../../durable-objects/workspace/protocol.ts";
import { inOrder } from "../board/order.ts";

type Move = Extract<WorkspaceAction, { type: "page.move" }>;

/** `pages` as they will be after `action`; the same array for an action that is not about them. */
export function predictPages(pages: readonly Page[], action: WorkspaceAction): readonly Page[] {
  switch (action.type) {
    case "page.rename":
      return pages.map((page) => (page.id === action.page ? { ...page, title: action.title } : page));
    case "page.move":
      return moved(pages, action);
    case "page.delete":
      return withoutPage(pages, action.page, action.subpages ?? "keep");
    default:
      return pages;
  }
}

/** Every page under `id`, whatever lies between. */
export function pagesUnder(pages: readonly Page[], id: string): Page[] {
  const under = pages.filter(({ parentId }) => parentId === id);
  return under.flatMap((page) => [page, ...pagesUnder(pages, page.id)]);
}

function moved(pages: readonly Page[], { page: id, parent, after }: Move): readonly Page[] {
  const page = pages.find((each) => each.id === id);
  if (!page || after === id) return pages;
  const parentId = parent === undefined ? page.parentId : parent;
  // What the room would refuse as a cycle is not shown.
  if (parentId === id || pagesUnder(pages, id).some((under) => under.id === parentId)) return pages;
  const others = pages.filter((each) => each.id !== id);
  const order = orderBehind(others, after);
  return order === null ? pages : inOrder([...others, { ...page, parentId, order }]);
}

/** The key behind `after` among `others`, first where that is null and last where it is left out. */
function orderBehind(others: readonly Page[], after: string | null | undefined): string | null {
  const keys = others.map(({ order }) => order).sort(plainly);
  if (after === undefined) return generateKeyBetween(keys.at(-1) ?? null, null);
  const low = after === null ? null : (others.find(({ id }) => id === after)?.order ?? null);
  if (after !== null && low === null) return null;
  return generateKeyBetween(low, keys.find((key) => low === null || key > low) ?? null);
}

function withoutPage(pages: readonly Page[], id: string, subpages: "keep" | "delete"): readonly Page[] {
  const page = pages.find((each) => each.id === id);
  if (!page) return pages;
  if (subpages === "delete") {
    const gone = new Set([id, ...pagesUnder(pages, id).map((under) => under.id)]);
    return pages.filter((each) => !gone.has(each.id));
  }
  return pages
    .filter((each) => each.id !== id)
    .map((each) => (each.parentId === id ? { ...each, parentId: page.parentId } : each));
}

function plainly(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
