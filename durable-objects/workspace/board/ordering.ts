/** Order keys for lists of which everything is at hand: projects, and the parts of a board. */
import { generateKeyBetween } from "fractional-indexing";
import { MAX_ORDER_LENGTH } from "./limits.ts";
import type { Place } from "./scalars.ts";

export interface Ordered {
  id: string;
  order: string;
}

/** The key of what was put somewhere, and the keys that others get because there was no room for it. */
export interface Placement {
  order: string;
  others: ReadonlyMap<string, string>;
}

/**
 * Where something new comes to be in `list`, which is in order: right before or right behind what `place` names, else
 * last. No key is ever longer than MAX_ORDER_LENGTH: where one would be, all of the list gets new ones.
 */
export function placeNew(list: readonly Ordered[], place: Place): Placement {
  return placementAt(list, indexOf(list, place));
}

/** As {@link placeNew}, for one that is in `list` already. Null when it is there already. */
export function placeAgain(list: readonly Ordered[], place: Place, id: string): Placement | null {
  const own = list.findIndex((item) => item.id === id);
  const others = list.filter((item) => item.id !== id);
  const at = indexOf(others, place);
  return at === own ? null : placementAt(others, at);
}

function placementAt(others: readonly Ordered[], at: number): Placement {
  const order = keyBetween(others[at - 1]?.order ?? null, others[at]?.order ?? null);
  return order === null ? afresh(others, at) : { order, others: new Map() };
}

/** A key between two others (null: the beginning, the end), or null when there is no room for a short enough one. */
function keyBetween(low: string | null, high: string | null): string | null {
  if (low !== null && high !== null && low >= high) return null;
  const key = generateKeyBetween(low, high);
  return key.length > MAX_ORDER_LENGTH ? null : key;
}

/** New keys for all. */
function afresh(others: readonly Ordered[], at: number): Placement {
  let last: string | null = null;
  const next = (): string => {
    last = generateKeyBetween(last, null);
    return last;
  };
  const before = others.slice(0, at).map(({ id }) => [id, next()] as const);
  const order = next();
  const behind = others.slice(at).map(({ id }) => [id, next()] as const);
  return { order, others: new Map([...before, ...behind]) };
}

/** Something to be put next to that is not there any more is no reason to refuse: it is put last. */
function indexOf(others: readonly Ordered[], { before, after }: Place): number {
  const next = others.findIndex((item) => item.id === before);
  if (next >= 0) return next;
  const previous = others.findIndex((item) => item.id === after);
  return previous >= 0 ? previous + 1 : others.length;
}
