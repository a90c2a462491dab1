import { type RefObject, useEffect, useRef } from "react";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";

interface ListKeys {
  list: RefObject<HTMLElement | null>;
  messages: readonly ShownMessage[];
  /** The message to which the focus is on its way; null while it is on its way to none. */
  heading: () => string | null;
  go: (message: string) => void;
}

/** With the focus on a message, arrows go from one to the next, Home to the first that is held, and End to the last. */
export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  const { list } = keys;
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      const here = target instanceof HTMLElement ? target.dataset.message : undefined;
      if (here === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const { messages, heading, go } = latest.current;
      // Keys may come faster than rows are drawn.
      const to = targetOf(event.key, messages, heading() ?? here);
      if (to === undefined) return;
      event.preventDefault();
      go(to.id);
    };
    element.addEventListener("keydown", onKey);
    return () => element.removeEventListener("keydown", onKey);
  }, [list]);
}

function targetOf(key: string, messages: readonly ShownMessage[], here: string): ShownMessage | undefined {
  const at = messages.findIndex(({ id }) => id === here);
  switch (key) {
    case "ArrowUp":
      return messages[at - 1];
    case "ArrowDown":
      return messages[at + 1];
    case "Home":
      return messages[0];
    case "End":
      return messages.at(-1);
    default:
      return undefined;
  }
}
