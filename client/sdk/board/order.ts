import { generateKeyBetween } from "fractional-indexing";
import type { Place } from "../../../durable-objects/workspace/board/protocol.ts";

/** What is kept in an order of its own. */
export interface Ordered {
  id: string;
  order: string;
}

/** Compares by order keys, as plain strings; ids decide between the same keys. */
export function byOrder(a: Ordered, b: Ordered): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Things in their order. */
export function inOrder<Item extends Ordered>(items: Iterable<Item>): Item[] {
  return [...items].sort(byOrder);
}

/** Where `item` is or belongs among `sorted`: the index of the first that does not come before it. */
export function indexIn(sorted: readonly Ordered[], item: Ordered): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const probe = sorted[middle];
    if (probe && byOrder(probe, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The key that puts `id` at `place` among `sorted`, as the room is expected to make it, or null when it is right there
 * already. A place beside something that is not there is the last one. `find` answers what of `sorted` has an id.
 */
export function orderAt(
  sorted: readonly Ordered[],
  place: Place,
  id: string,
  find = (wanted: string) => sorted.find((item) => item.id === wanted),
): string | null {
  const beside = (wanted: string | undefined) => (wanted === undefined || wanted === id ? undefined : find(wanted));
  const [next, previous] = [beside(place.before), beside(place.after)];
  const at = next ? indexIn(sorted, next) : previous ? indexIn(sorted, previous) + 1 : sorted.length;
  const [low, high] = [sorted[at - 1], sorted[at]];
  if (low?.id === id || high?.id === id) return null;
  return keyBetween(low?.order ?? null, high?.order ?? null);
}

/** Where `id` stands among `sorted`, so that it can be put back there later; null when it does not. */
export function placeOf(sorted: readonly Ordered[], id: string): Place | null {
  const own = sorted.findIndex((item) => item.id === id);
  if (own < 0) return null;
  const next = sorted[own + 1];
  if (next) return { before: next.id };
  const previous = sorted[own - 1];
  return previous ? { after: previous.id } : {};
}

/** A key between two others, or before or behind one; for keys that leave no room, one right behind the first. */
export function keyBetween(before: string | null, behind: string | null): string {
  try {
    if (before !== null && behind !== null && before >= behind) return generateKeyBetween(before, null);
    return generateKeyBetween(before, behind);
  } catch {
    // A key of a newer room's making; the room's own answer will say better.
    return `${before ?? ""}~`;
  }
}
