import type { KeyboardEvent } from "react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { type PageBranch, type PagePlace, placeAfterStep, type Step } from "./tree.ts";

interface TreeSight {
  list: HTMLElement;
  pages: readonly Page[];
  /** The branches that are seen, from above to below. */
  seen: readonly PageBranch[];
  open: ReadonlySet<string>;
  setOpen: (page: string, isOpen: boolean) => void;
  /** Left out for whoever may only look. */
  move?: (page: Page, place: PagePlace) => void;
  rename?: (page: string) => void;
}

const STEPS: Readonly<Record<string, Step>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowRight: "in",
  ArrowLeft: "out",
};

/** Does what a key pressed on a page in the tree asks for. */
export function onTreeKey(event: KeyboardEvent<HTMLElement>, sight: TreeSight): void {
  const { page: id } = event.target instanceof HTMLElement ? event.target.dataset : {};
  const at = sight.seen.findIndex(({ page }) => page.id === id);
  const branch = sight.seen[at];
  if (!branch || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const done = event.altKey ? moveByKey(event.key, branch.page, sight) : goByKey(event.key, at, branch, sight);
  if (!done) return;
  event.preventDefault();
  event.stopPropagation();
}

/** True when the key was one of those that move a page, also where there is no way to go. */
function moveByKey(key: string, page: Page, { pages, list, setOpen, move }: TreeSight): boolean {
  const step = STEPS[key];
  if (!step || !move) return false;
  const place = placeAfterStep(pages, page, step);
  if (!place) return true;
  if (step === "in" && place.parent !== null) setOpen(place.parent, true);
  move(page, place);
  // It stands elsewhere in the list now, which took the focus from it.
  requestAnimationFrame(() => focusOn(list, page.id));
  return true;
}

function goByKey(key: string, at: number, { page, children }: PageBranch, sight: TreeSight): boolean {
  const { list, seen, open, setOpen, rename } = sight;
  const go = (to: string | null | undefined) => {
    if (to) focusOn(list, to);
    return true;
  };
  const isOpen = children.length > 0 && open.has(page.id);
  // In a right-to-left page what is deeper lies to the left.
  const rtl = getComputedStyle(list).direction === "rtl";
  switch (rtl && /^Arrow[LR]/.test(key) ? (key === "ArrowLeft" ? "ArrowRight" : "ArrowLeft") : key) {
    case "ArrowDown":
      return go(seen[at + 1]?.page.id);
    case "ArrowUp":
      return go(seen[at - 1]?.page.id);
    case "Home":
      return go(seen[0]?.page.id);
    case "End":
      return go(seen.at(-1)?.page.id);
    case "ArrowRight":
      if (isOpen) return go(children[0]?.page.id);
      if (children.length > 0) setOpen(page.id, true);
      return true;
    case "ArrowLeft":
      if (!isOpen) return go(page.parentId);
      setOpen(page.id, false);
      return true;
    case "F2":
      rename?.(page.id);
      return rename !== undefined;
    default:
      return false;
  }
}

/** Puts the focus on a page in the tree. */
export function focusOn(list: HTMLElement, page: string): void {
  list.querySelector<HTMLElement>(`[data-page="${CSS.escape(page)}"]`)?.focus();
}
