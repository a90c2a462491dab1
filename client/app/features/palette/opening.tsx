import { type KeyboardEvent, type RefObject, useLayoutEffect, useState } from "react";
import { focusOnce } from "../../design/focus.ts";
import { asking } from "./asking.ts";

/**
 * Stands where the palette comes while it is fetched, and takes what is typed into `words`: keys pressed meanwhile are
 * not those of the page. It gives the focus back first, so that the palette knows where it was.
 */
export function PaletteOpening({ words }: { words: RefObject<string> }) {
  const [former] = useState(() => document.activeElement);
  useLayoutEffect(
    () => () => {
      if (former instanceof HTMLElement) former.focus();
    },
    [former],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    words.current = "";
    asking.set({ name: "closed" });
  };
  return (
    <div
      role="dialog"
      aria-label="Commands"
      data-state="open"
      data-opening
      className="fixed inset-x-0 top-[12dvh] z-40 mx-auto w-[calc(100vw-1.5rem)] max-w-xl overflow-hidden rounded-xl border border-line bg-raised text-ink shadow-dialog max-md:top-3"
    >
      <input
        ref={focusOnce}
        aria-label="What to do or to find"
        dir="auto"
        maxLength={200}
        className="min-h-12 w-full bg-transparent px-4 text-lg outline-none"
        onChange={({ target }) => {
          words.current = target.value;
        }}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
