import { type RefObject, useEffect } from "react";
import { writes } from "../../design/focus.ts";

/** What stands above the page and keeps the focus. */
const ABOVE = "[role=dialog][data-state=open], [role=alertdialog][data-state=open]";

/**
 * Puts the caret where one writes within `place`, once that is there: it is loaded after the messages. Whoever writes
 * elsewhere by then goes on there, and so does who is at one of the messages.
 */
export function useWritingAtOnce(place: RefObject<HTMLElement | null>, when: "at once" | "later"): void {
  useEffect(() => {
    const element = place.current;
    if (!element || when === "later") return;
    const look = () => {
      const editor = element.querySelector<HTMLElement>("[data-writing] [contenteditable=true]");
      if (!editor) return;
      observer.disconnect();
      const now = document.activeElement;
      const isBusy = writes(now) || element.contains(now) || document.querySelector(ABOVE) !== null;
      if (!isBusy) editor.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(look);
    observer.observe(element, { childList: true, subtree: true });
    look();
    return () => observer.disconnect();
  }, [place, when]);
}
