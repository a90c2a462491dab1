import { TEXTS_AT_ONCE } from "./limits.ts";

/** Asks something of the doc of every item, some side by side, and answers in the order of the items. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += TEXTS_AT_ONCE) {
    results.push(...(await Promise.all(items.slice(from, from + TEXTS_AT_ONCE).map(work))));
  }
  return results;
}
