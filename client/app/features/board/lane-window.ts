import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  type VirtualItem,
  type Virtualizer,
} from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import type { Observed } from "../../../sdk/observed.ts";
import { useBoardPage } from "./board-page.tsx";
import { CARD_GAP, heightGuessed } from "./card-height.ts";
import { usePart } from "./part.ts";
import type { LaneName } from "./spots.ts";
import { useStage } from "./stage.tsx";

/** What scrolls a lane. */
export interface LaneScroll {
  scroller: RefObject<HTMLElement | null>;
  /** Tells when what stands above the lane in the same scroller may be of another height; null when nothing does. */
  above: Observed<number> | null;
}

interface LaneWindowProps extends LaneScroll {
  name: LaneName;
  lane: readonly Task[];
  list: RefObject<HTMLElement | null>;
  /** Whether it is anywhere near to what is seen of the board. */
  near: boolean;
}

/** Cards drawn beyond either edge of what is seen. */
const BEYOND = 5;

/**
 * Which cards of a lane are drawn: those in sight and a few beyond, and wherever they are those in use (the focus is on
 * one, one is in the hand, something would be put before one). What is seen stays where it is when cards come or go above.
 */
export function useLaneWindow({ name, lane, list, scroller, above, near }: LaneWindowProps) {
  const places = useMemo(() => new Map(lane.map(({ id }, at) => [id, at])), [lane]);
  const inUse = useInUse(name, places);
  const margin = useMargin({ list, scroller, above });
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: lane.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((at: number) => lane[at]?.id ?? at, [lane]),
    estimateSize: (at) => {
      const task = lane[at];
      return task ? heightGuessed(task) : CARD_GAP;
    },
    overscan: BEYOND,
    scrollMargin: margin,
    rangeExtractor: useCallback(
      (range: Range) => {
        const seen = near ? defaultRangeExtractor(range) : [];
        const used = inUse.split(" ").flatMap((id) => places.get(id) ?? []);
        return [...new Set([...seen, ...used])].filter((at) => at < range.count).sort((a, b) => a - b);
      },
      [near, inUse, places],
    ),
  });
  // Where many lanes scroll as one, the browser itself keeps in place what is seen.
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = above ? () => false : undefined;
  const items = useKeepInPlace({ lane, places, scroller, virtualizer, above });
  const first = items.find(({ end }) => end > (virtualizer.scrollOffset ?? 0)) ?? items[0];
  return {
    items,
    margin,
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    /** The first card in sight. */
    firstSeen: first ? (lane[first.index]?.id ?? null) : null,
    virtualizer,
    places,
  };
}

/** The ids of this lane's cards that are in use, with spaces between them: a text, so that it is the same while they are. */
function useInUse({ row }: LaneName, places: ReadonlyMap<string, number>): string {
  const { drag } = useBoardPage();
  const { focused } = useStage();
  const focus = usePart(focused, (card) => (card?.row === row && places.has(card.task) ? card.task : ""));
  const held = usePart(drag, (now) => {
    const taken = now?.from === row && places.has(now.task) ? now.task : "";
    const before = now?.row === row && now.before !== null && places.has(now.before) ? now.before : "";
    return `${taken} ${before}`;
  });
  return `${focus} ${held}`;
}

/** How far below the beginning of what its scroller scrolls a list begins. */
function useMargin({ list, scroller, above }: LaneScroll & { list: RefObject<HTMLElement | null> }): number {
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    if (!above) return;
    const measure = () => {
      if (!list.current || !scroller.current) return;
      const [inner, outer] = [list.current.getBoundingClientRect(), scroller.current.getBoundingClientRect()];
      setMargin(Math.round(inner.top - outer.top + scroller.current.scrollTop));
    };
    measure();
    return above.subscribe(measure);
  }, [list, scroller, above]);
  return margin;
}

interface InPlace {
  lane: readonly Task[];
  places: ReadonlyMap<string, number>;
  scroller: RefObject<HTMLElement | null>;
  virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  above: LaneScroll["above"];
}

/**
 * Where a lane scrolls by itself, scrolls along when cards come or go above what is seen of it. What it goes by is the
 * first card in sight which is as it was: one that was moved itself would take the eye with it. Answers what is drawn.
 */
function useKeepInPlace({ lane, places, scroller, virtualizer, above }: InPlace): VirtualItem[] {
  const drawn = useRef<{ lane: readonly Task[]; tasks: { task: Task; start: number; end: number }[] }>({
    lane,
    tasks: [],
  });
  // Brings the places of all cards up to date with the lane.
  virtualizer.getTotalSize();
  const startOf = (at: number) => virtualizer.measurementsCache[at]?.start;
  const seen = scroller.current?.scrollTop ?? 0;
  const shift = (() => {
    if (above || drawn.current.lane === lane) return 0;
    // Asked for only now: it may make the browser lay the page out.
    const seen = scroller.current?.scrollTop ?? 0;
    if (seen === 0) return 0;
    const anchor = drawn.current.tasks.find(({ task, end }) => end > seen && lane[places.get(task.id) ?? -1] === task);
    const now = anchor && startOf(places.get(anchor.task.id) ?? -1);
    return anchor && now !== undefined ? now - anchor.start : 0;
  })();
  // By the browser it would hear of it a frame later, and draw until then what is not in sight any more.
  if (shift !== 0) virtualizer.scrollOffset = seen + shift;
  const items = virtualizer.getVirtualItems();
  useLayoutEffect(() => {
    if (shift !== 0 && scroller.current && drawn.current.lane !== lane) scroller.current.scrollTop += shift;
    drawn.current = {
      lane,
      tasks: items.flatMap(({ index, start, end }) => {
        const task = lane[index];
        return task ? [{ task, start, end }] : [];
      }),
    };
  });
  return items;
}

/** True while `element` is within a screen of what is seen of `board`. */
export function useNear(board: RefObject<HTMLElement | null>, element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  // The first answer of the observer comes after the first paint.
  useLayoutEffect(() => {
    if (!board.current || !element.current) return;
    const [frame, box] = [board.current.getBoundingClientRect(), element.current.getBoundingClientRect()];
    const reach = frame.width / 2;
    setNear(box.right > frame.left - reach && box.left < frame.right + reach && box.top < frame.bottom + frame.height);
  }, [board, element]);
  useEffect(() => {
    if (!board.current || !element.current) return;
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.at(-1)?.isIntersecting ?? false),
      // To the sides half a screen: columns are few and wide; above and below a whole one.
      { root: board.current, rootMargin: "100% 50%" },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [board, element]);
  return near;
}
