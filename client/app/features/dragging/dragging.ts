import { loadAhead } from "../../offline/loading-ahead.ts";

type Kit = typeof import("./kit.ts");
type Begin = (kit: Kit) => () => void;

let kit: Kit | null = null;
/** What is to be dragged, or dropped on, once the kit is there. */
const waiting = new Set<Begin>();
/** Whether somebody has been told to load it. */
let asked = false;

/**
 * Lets something be dragged or dropped on: the kit is loaded right after what shows it, so that no page waits for what
 * only hands need. Answers the function that ends it.
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

/** Loads the kit; without a network, the next sign of a pointer tries again. */
function ask(): void {
  if (asked) return;
  asked = true;
  loadAhead(() => import("./kit.ts")).then(begin, () => {
    const again = new AbortController();
    const retry = () => {
      again.abort();
      asked = false;
      ask();
    };
    for (const sign of ["pointermove", "pointerdown"]) {
      addEventListener(sign, retry, { capture: true, passive: true, signal: again.signal });
    }
  });
}

function begin(loaded: Kit): void {
  kit = loaded;
  for (const each of waiting) each(loaded);
  waiting.clear();
}
