import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Edge, ShownMessage } from "../../../../sdk/conversation/state.ts";
import { heightGuessed } from "./row-look.ts";

/** Rows drawn beyond either edge of what is seen. */
const BEYOND = 10;
/** Within so many px of the end one is at it, and stays there as messages come. */
const AT_END = 48;
/** So many rows before the end of what is held, more is asked for. */
const AHEAD = 15;
/** What stands above the first message of all is taken to be so high, in px. */
const BEGINNING = 160;

/** The key of what stands above the first message of all. */
const BEGINNING_KEY = "beginning";

interface WindowParts {
  scroller: RefObject<HTMLElement | null>;
  messages: readonly ShownMessage[];
  older: Edge;
  newer: Edge;
  /** Rows that stay drawn wherever they are, as what has the focus. */
  kept: readonly string[];
}

/**
 * Which messages are drawn. The end stays in sight for whoever is there; for everybody else what they read stays where it
 * is, whatever comes above and below it.
 */
export function useWindow({ scroller, messages, older, newer, kept }: WindowParts) {
  const before = older === "none" ? 1 : 0;
  const keyOf = useCallback(
    (at: number) => (at < before ? BEGINNING_KEY : (messages[at - before]?.id ?? at)),
    [messages, before],
  );
  const rangeExtractor = useCallback(
    (range: Range) => {
      const places = kept.map((id) => messages.findIndex((each) => each.id === id) + before);
      const held = places.filter((at) => at >= before && at < range.count);
      return [...new Set([...defaultRangeExtractor(range), ...held])].sort((a, b) => a - b);
    },
    [kept, messages, before],
  );
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: messages.length + before,
    getScrollElement: () => scroller.current,
    getItemKey: keyOf,
    estimateSize: (at) => {
      const message = messages[at - before];
      return message ? heightGuessed(message) : BEGINNING;
    },
    rangeExtractor,
    overscan: BEYOND,
    anchorTo: "end",
    followOnAppend: newer === "none",
    scrollEndThreshold: AT_END,
    paddingEnd: 12,
  });
  const items = virtualizer.getVirtualItems();
  const isAtEnd = useAtEnd(virtualizer, messages, newer);
  useStayingAtEnd(scroller, virtualizer, isAtEnd);
  return {
    virtualizer,
    items,
    before,
    isAtEnd,
    /** Whether more is to be asked for, at either end. */
    wantsOlder: older === "more" && (items[0]?.index ?? 0) < AHEAD,
    wantsNewer: newer === "more" && (items.at(-1)?.index ?? 0) >= messages.length + before - AHEAD,
  };
}

/** Keeps the end in sight for whoever is there when the room for the list changes, as while one writes several lines. */
function useStayingAtEnd(
  scroller: RefObject<HTMLElement | null>,
  virtualizer: { scrollToEnd: () => void },
  isAtEnd: boolean,
): void {
  const wasAtEnd = useRef(isAtEnd);
  useEffect(() => {
    wasAtEnd.current = isAtEnd;
  }, [isAtEnd]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let height = element.clientHeight;
    const observer = new ResizeObserver(() => {
      if (element.clientHeight !== height && wasAtEnd.current) virtualizer.scrollToEnd();
      height = element.clientHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, virtualizer]);
}

/** Whether the newest message is in sight. One begins there. */
function useAtEnd(
  virtualizer: { isAtEnd: (threshold?: number) => boolean; scrollToEnd: () => void },
  messages: readonly ShownMessage[],
  newer: Edge,
): boolean {
  const begun = useRef(false);
  const [isAtEnd, setAtEnd] = useState(false);
  useLayoutEffect(() => {
    if (!begun.current && messages.length > 0) {
      begun.current = true;
      virtualizer.scrollToEnd();
      setAtEnd(newer === "none");
    } else if (begun.current) setAtEnd(newer === "none" && virtualizer.isAtEnd(AT_END));
  });
  return isAtEnd;
}
