import { loadAhead } from "../../offline/loading-ahead.ts";

type Kit = typeof import("./kit.ts");
type Begin = (kit: Kit) => () => void;

/** Without any sign of a pointer it is loaded then, so that it is there without a network, too. In ms. */
const AHEAD_MS = 2_000;

let kit: Kit | null = null;
/** What is to be dragged, or dropped on, once the kit is there. */
const waiting = new Set<Begin>();
/** Whether somebody has been told to load it. */
let asked = false;

/**
 * Lets something be dragged or dropped on, from when a pointer is first seen: no page begins with what only hands need.
 * Answers the function that ends it.
 */
export function whenDragging(begin: Begin): () => void {
  if (kit) return begin(kit);
  let end = (): void => {
    waiting.delete(beginning);
  };
  const beginning: Begin = (loaded) => {
    end = begin(loaded);
    return end;
  };
  waiting.add(beginning);
  ask();
  return () => end();
}

/** Loads the kit at the first sign of a pointer: long before it has come to a card and pressed. */
function ask(): void {
  if (asked) return;
  asked = true;
  const seen = new AbortController();
  const load = async () => {
    seen.abort();
    clearTimeout(later);
    try {
      kit ??= await loadAhead(() => import("./kit.ts"));
    } catch {
      // The network is gone; the next sign of a pointer tries again.
      asked = false;
      if (waiting.size > 0) ask();
      return;
    }
    for (const begin of waiting) begin(kit);
    waiting.clear();
  };
  const later = setTimeout(load, AHEAD_MS);
  for (const sign of ["pointermove", "pointerdown"])
    addEventListener(sign, load, { capture: true, passive: true, signal: seen.signal });
}
