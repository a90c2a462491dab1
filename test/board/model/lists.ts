export interface Place {
  before?: string | undefined;
  after?: string | undefined;
}

/** `list` with `item` where `place` says among the others, or last. */
export function placed<Item>(
  list: readonly Item[],
  item: Item,
  { before, after }: Place,
  idOf: (item: Item) => string,
): Item[] {
  const others = list.filter((each) => idOf(each) !== idOf(item));
  const next = others.findIndex((each) => idOf(each) === before);
  const previous = others.findIndex((each) => idOf(each) === after);
  const at = next >= 0 ? next : previous >= 0 ? previous + 1 : others.length;
  return [...others.slice(0, at), item, ...others.slice(at)];
}

/** A list that is set, and merged with what is added and removed, each once. */
export function merged(now: string[], set: string[] | undefined, add: string[] = [], remove: string[] = []): string[] {
  return [...new Set([...(set ?? now), ...add])].filter((each) => !remove.includes(each));
}
