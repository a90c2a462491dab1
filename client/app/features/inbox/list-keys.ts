import { type KeyboardEvent, type RefObject, useCallback } from "react";
import { openMenuOf } from "../../design/open-menu.ts";
import { combinationOf, isPlain } from "../shortcuts/keys.ts";
import { plainKeys } from "../shortcuts/plain-keys.ts";
import { useShortcut } from "../shortcuts/use-command.ts";
import { useOwnInbox } from "./own-inbox.ts";
import { useNotificationActs } from "./use-notification-acts.ts";

type List = RefObject<HTMLElement | null>;

/** What keys do in a list of notifications; what they are about is the one that has the focus. */
export interface ListKeys {
  next: () => void;
  before: () => void;
  done: () => void;
  putOff: () => void;
  toggleRead: () => void;
}

/** The keys' acts on the notifications in `list`. */
export function useListActs(list: List): ListKeys {
  const acts = useNotificationActs();
  const { state } = useOwnInbox();
  const focused = () => rowsIn(list).find((row) => row.contains(document.activeElement));
  const idOf = (row: HTMLElement | undefined) => row?.dataset.notification ?? null;
  return {
    next: () => step(list, 1),
    before: () => step(list, -1),
    done: () => {
      const row = focused();
      const id = idOf(row);
      if (!row || id === null) return;
      // The focus goes on to the one that takes its place, else it would be lost with it.
      if (row === rowsIn(list).at(-1)) step(list, -1);
      else step(list, 1);
      acts.remove(id);
    },
    putOff: () => openMenuOf(focused()?.querySelector<HTMLElement>("[data-put-off]")),
    toggleRead: () => {
      const id = idOf(focused());
      const notification = state?.notifications.find((each) => each.id === id);
      if (!notification) return;
      if (notification.readAt === null) acts.read([notification.id]);
      else acts.unread(notification.id);
    },
  };
}

/** Offers the keys of a list on the page that it is. */
export function useListShortcuts(keys: ListKeys): void {
  const scope = "inbox";
  const offered = "keys";
  useShortcut({ keys: "j", scope, offered, words: "Next notification", run: keys.next });
  useShortcut({ keys: "k", scope, offered, words: "Notification before", run: keys.before });
  useShortcut({ keys: "e", scope, offered, words: "Done with it", run: keys.done });
  useShortcut({ keys: "s", scope, offered, words: "Put it off", run: keys.putOff });
  useShortcut({ keys: "u", scope, offered, words: "Mark it read or unread", run: keys.toggleRead });
}

/** The same keys where a list stands above a page, which has no keys then. */
export function useListKeys({ next, before, done, putOff, toggleRead }: ListKeys): (event: KeyboardEvent) => void {
  return useCallback(
    (event) => {
      if (event.defaultPrevented) return;
      const combination = combinationOf(event.nativeEvent);
      if (combination === null || (isPlain(combination) && plainKeys.value === "off")) return;
      const meant = { j: next, k: before, e: done, s: putOff, u: toggleRead }[combination];
      if (!meant) return;
      event.preventDefault();
      meant();
    },
    [next, before, done, putOff, toggleRead],
  );
}

function rowsIn(list: List): HTMLElement[] {
  return [...(list.current?.querySelectorAll<HTMLElement>("[data-notification]") ?? [])];
}

function step(list: List, by: 1 | -1): void {
  const rows = rowsIn(list);
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const to = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
  rows[to]?.querySelector<HTMLElement>("[data-open]")?.focus();
}
