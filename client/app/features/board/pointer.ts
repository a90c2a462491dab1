import type { Spot } from "./lanes.ts";

/**
 * The spot under a pointer at the height `y` (px in the window) over a column: before the first card whose middle is
 * below it, or last. Asks few of the cards where they are, since each drag asks this many times.
 */
export function spotUnder(columnId: string, list: Element, y: number): Spot {
  const cards = list.querySelectorAll<HTMLElement>(":scope > [data-task]");
  let [from, to] = [0, cards.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const box = cards.item(middle).getBoundingClientRect();
    if (box.top + box.height / 2 > y) to = middle;
    else from = middle + 1;
  }
  return { columnId, before: cards.item(from)?.dataset.task ?? null };
}
