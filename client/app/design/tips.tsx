import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Kbd } from "./kbd.tsx";

/** How long a pointer rests before words show; and for how long after they went the next ones show at once. In ms. */
const RESTS_MS = 500;
const STAYS_QUICK_MS = 300;
/** Between the words and what they are of, and the window's edge, in px. */
const GAP = 6;
const MARGIN = 8;

interface Tip {
  of: HTMLElement;
  label: string;
  keys: string | undefined;
}

/**
 * Shows what a `Tooltip` says, for the whole app at once: a board has thousands of things with a name. It goes with
 * Escape, and stays while the pointer is on it (WCAG 1.4.13). Screen readers know the name already.
 */
export function Tips() {
  const [tip, setTip] = useState<Tip | null>(null);
  const words = useRef<HTMLDivElement>(null);
  useTipAt(setTip, words);
  useLayoutEffect(() => {
    if (tip && words.current) placeBeside(tip.of, words.current);
  }, [tip]);
  if (!tip) return null;
  return (
    <div
      ref={words}
      aria-hidden="true"
      className="fixed z-50 flex max-w-72 animate-appear items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-paper shadow-pop"
    >
      {tip.label}
      {tip.keys ? <Kbd keys={tip.keys} tone="inverse" /> : null}
    </div>
  );
}

/** Follows the pointer and the focus; `words` may be gone to without their going. */
function useTipAt(show: (tip: Tip | null) => void, words: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown: HTMLElement | null = null;
    let gone = 0;
    const hide = () => {
      clearTimeout(timer);
      if (shown) gone = performance.now();
      shown = null;
      show(null);
    };
    const showFor = (of: HTMLElement) => {
      // What left the page while the pointer rested says nothing any more.
      if (!of.isConnected) return;
      shown = of;
      show({ of, label: of.dataset.tip ?? "", keys: of.dataset.tipKeys });
    };
    const over = ({ target, pointerType }: PointerEvent) => {
      if (pointerType === "touch" || (target instanceof Node && words.current?.contains(target))) return;
      const of = tippedOf(target);
      if (of === shown) return;
      hide();
      if (of) timer = setTimeout(() => showFor(of), performance.now() - gone < STAYS_QUICK_MS ? 0 : RESTS_MS);
    };
    const focus = ({ target }: FocusEvent) => {
      const of = tippedOf(target);
      if (of?.matches(":focus-visible")) showFor(of);
    };
    const key = ({ key }: KeyboardEvent) => (key === "Escape" ? hide() : undefined);
    const left = new AbortController();
    const how = { capture: true, passive: true, signal: left.signal };
    document.addEventListener("pointerover", over, how);
    document.addEventListener("focusin", focus, how);
    document.addEventListener("keydown", key, how);
    for (const ending of ["pointerdown", "focusout", "scroll"]) document.addEventListener(ending, hide, how);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [show, words]);
}

function tippedOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;
}

/** Above where there is room, else below; within the window in any case. */
function placeBeside(of: HTMLElement, words: HTMLElement): void {
  const at = of.getBoundingClientRect();
  const { width, height } = words.getBoundingClientRect();
  const above = at.top - GAP - height;
  const left = at.left + (at.width - width) / 2;
  words.style.top = `${above >= MARGIN ? above : at.bottom + GAP}px`;
  words.style.left = `${Math.max(MARGIN, Math.min(left, window.innerWidth - width - MARGIN))}px`;
}
