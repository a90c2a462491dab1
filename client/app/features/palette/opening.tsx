import type { KeyboardEvent, RefObject } from "react";
import { focusOnce } from "../../design/focus.ts";
import { asking } from "./asking.ts";

/** What was typed before the palette was there, and whether Enter was pressed on it. */
export interface Early {
  words: string;
  entered: boolean;
}

/** Nothing was typed. */
export const NOTHING_EARLY: Early = { words: "", entered: false };

interface PaletteOpeningProps {
  early: RefObject<Early>;
  /** What has the focus when it is closed before it was there. */
  from: Element | null;
}

/**
 * Stands where the palette comes while it is fetched, and takes what is typed: keys pressed meanwhile are not those of
 * the page.
 */
export function PaletteOpening({ early, from }: PaletteOpeningProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") early.current = { ...early.current, entered: true };
    if (event.key !== "Escape") return;
    early.current = NOTHING_EARLY;
    asking.set({ name: "closed" });
    if (from instanceof HTMLElement) from.focus();
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
          early.current = { ...early.current, words: target.value };
        }}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
