import type { Grid } from "./rows.ts";
import { type CardName, cardOf, laneAt, spotOf } from "./spots.ts";
import type { Stage } from "./stage.tsx";

/**
 * Keeps the focus on a card that is drawn anew elsewhere, because somebody moved it, and hands it to its neighbour when
 * it is gone: never to nothing. Answers the function that stops it.
 */
export function keepFocus(board: HTMLElement, stage: Stage): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let last: { element: Element; grid: Grid } | null = null;
  board.addEventListener(
    "focusin",
    ({ target }) => {
      last =
        target instanceof Element && target.closest("[data-task]")
          ? { element: target, grid: stage.layout.grid }
          : null;
    },
    { signal },
  );
  board.addEventListener(
    "focusout",
    ({ target }) => {
      // Of what was taken off the page only the next frame tells. Whoever goes elsewhere by themselves wants no focus back.
      requestAnimationFrame(() => {
        if (target instanceof Element && target.isConnected && last?.element === target) last = null;
      });
    },
    { signal },
  );
  const observer = new MutationObserver(() => {
    if (last?.element.isConnected) {
      last.grid = stage.layout.grid;
      return;
    }
    if (!last || document.activeElement !== document.body) return;
    const heir = heirOf(stage, last.grid);
    last = null;
    if (heir) stage.focus(heir);
  });
  observer.observe(board, { childList: true, subtree: true });
  return () => {
    listening.abort();
    observer.disconnect();
  };
}

/** The card that had the focus where it is now, or else the one that is now where it was. */
function heirOf({ focused, layout: { grid } }: Stage, before: Grid): CardName | null {
  const card = focused.value;
  if (!card) return null;
  const now = cardOf(grid, card);
  if (now) return now;
  const spot = spotOf(before, card);
  if (!spot) return null;
  const lane = laneAt(grid, spot);
  const beside = lane.find(({ id }) => id === spot.before) ?? lane.at(-1);
  return beside ? { task: beside.id, row: spot.row } : null;
}
