import { useEffect, useRef } from "react";
import type { Column, Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useBoardPage } from "./board-page.tsx";
import { Card } from "./card.tsx";
import { roleOfLane } from "./drag.ts";
import { LaneEnd } from "./lane-end.tsx";
import { type LaneScroll, useLaneWindow } from "./lane-window.ts";
import { usePart } from "./part.ts";
import { useStage } from "./stage.tsx";

interface LaneProps extends LaneScroll {
  row: string;
  column: Column;
  /** Those shown, in their order. */
  lane: readonly Task[];
  /** What is over it is in this lane: more than its list, which may be short. */
  whole: React.RefObject<HTMLElement | null>;
  label: string;
  near: boolean;
}

/** The cards of a column, or of one row of it. */
export function Lane({ row, column, lane, whole, label, near, scroller, above }: LaneProps) {
  const { drag } = useBoardPage();
  const stage = useStage();
  const list = useRef<HTMLOListElement>(null);
  const name = { row, columnId: column.id };
  const shown = useLaneWindow({ name, lane, list, scroller, above, near });
  const { items, margin, height, measure, places, firstSeen } = shown;
  const role = usePart(drag, (now) => roleOfLane(now, name));
  const inFocus = usePart(stage.focused, (card) => (card?.row === row && places.has(card.task) ? card.task : null));
  useDrawn({ ...name, lane, whole, list, scroller, window: shown });
  let end = margin;
  return (
    <>
      {/* biome-ignore lint/a11y/noRedundantRoles: without list marks Safari takes it for no list */}
      <ol ref={list} role="list" aria-label={label} className="m-0 flow-root list-none p-0" style={{ height }}>
        {items.map(({ index, start, end: next, key }) => {
          const task = lane[index];
          if (!task) return null;
          const gap = start - end;
          end = next;
          return (
            <li
              key={key}
              ref={measure}
              data-index={index}
              aria-setsize={lane.length}
              aria-posinset={index + 1}
              className="pb-2 compact:pb-1"
              style={gap === 0 ? undefined : { marginBlockStart: gap }}
            >
              <Card task={task} row={row} tabStop={task.id === (inFocus ?? firstSeen)} />
            </li>
          );
        })}
      </ol>
      <LaneEnd column={column} role={role} empty={lane.length === 0} />
    </>
  );
}

interface DrawnProps {
  row: string;
  columnId: string;
  lane: readonly Task[];
  whole: React.RefObject<HTMLElement | null>;
  list: React.RefObject<HTMLElement | null>;
  scroller: React.RefObject<HTMLElement | null>;
  window: ReturnType<typeof useLaneWindow>;
}

/** Tells the stage where the lane's places are, by what is known of its cards' heights, drawn or not. */
function useDrawn(props: DrawnProps): void {
  const stage = useStage();
  const now = useRef(props);
  now.current = props;
  const { row, columnId, whole } = props;
  useEffect(() => {
    const element = whole.current;
    if (!element) return;
    return stage.draw({
      row,
      columnId,
      element,
      beforeAt: (y) => {
        const { list, lane, window } = now.current;
        const top = list.current?.getBoundingClientRect().top ?? 0;
        const { measurementsCache } = window.virtualizer;
        let [from, to] = [0, lane.length];
        while (from < to) {
          const middle = (from + to) >> 1;
          const card = measurementsCache[middle];
          if (card && top + (card.start + card.end) / 2 - window.margin > y) to = middle;
          else from = middle + 1;
        }
        return lane[from]?.id ?? null;
      },
      gapAt: (before) => {
        const { list, scroller, window } = now.current;
        const box = list.current?.getBoundingClientRect();
        const seen = scroller.current?.getBoundingClientRect();
        if (!box || !seen) return 0;
        const card =
          before === null ? undefined : window.virtualizer.measurementsCache[window.places.get(before) ?? -1];
        const gap = box.top + (card ? card.start - window.margin : box.height);
        return Math.min(Math.max(gap, seen.top), seen.bottom);
      },
    });
  }, [stage, row, columnId, whole]);
}
