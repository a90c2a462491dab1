/** Lists of an inbox, each with at most one of a key. */
import type { Draft, Notification } from "../../../durable-objects/inbox/protocol.ts";

/** `list` with `item`, in the place of the one of the same key if there is one, or else last. */
export function withItem<Item>(list: readonly Item[], item: Item, keyOf: (item: Item) => string): Item[] {
  const key = keyOf(item);
  const known = list.some((each) => keyOf(each) === key);
  return known ? list.map((each) => (keyOf(each) === key ? item : each)) : [...list, item];
}

/** `notifications` with those of `put`, the newest first. */
export function withNotifications(notifications: readonly Notification[], put: readonly Notification[]) {
  const changed = new Set(put.map(({ id }) => id));
  const others = notifications.filter(({ id }) => !changed.has(id));
  return [...put, ...others].toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

/** Where a draft is written: there is one for each conversation, and one for each of its threads. */
export function keyOfDraft({ conversation, thread }: Pick<Draft, "conversation" | "thread">): string {
  return `${conversation}/${thread ?? ""}`;
}
