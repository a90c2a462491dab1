import { useCallback, useLayoutEffect, useRef } from "react";
import { usePersonColour } from "../../design/person-colours.ts";
import { useBoardPage } from "./board-page.tsx";
import type { Ghost } from "./marks.ts";
import { usePart } from "./part.ts";
import type { Grid } from "./rows.ts";
import { cardOf } from "./spots.ts";
import { type Stage, useStage } from "./stage.tsx";

/** What others carry, over the places where they would put it, under their names. It covers a little and moves nothing. */
export function Ghosts({ grid, titleOf }: { grid: Grid; titleOf: (task: string) => string }) {
  const { marks } = useBoardPage();
  const stage = useStage();
  const colourOf = usePersonColour();
  const ghosts = usePart(marks, (now) => now.ghosts);
  const layer = useRef<HTMLDivElement>(null);
  const place = useCallback(() => {
    if (layer.current) placeGhosts(layer.current, stage, ghosts);
  }, [stage, ghosts]);
  // After every change of the board: what a ghost is over may be elsewhere now.
  useLayoutEffect(place);
  useLayoutEffect(() => {
    if (ghosts.length === 0) return;
    const listening = new AbortController();
    window.addEventListener("scroll", place, { capture: true, passive: true, signal: listening.signal });
    window.addEventListener("resize", place, { signal: listening.signal });
    return () => listening.abort();
  }, [ghosts.length, place]);
  return (
    <div ref={layer} className="pointer-events-none absolute inset-0 z-10 overflow-hidden" aria-hidden data-ghosts>
      {ghosts.map(({ who, task }) => (
        <div
          key={`${who.user} ${task}`}
          className="absolute start-0 top-0 flex h-8 items-center gap-2 rounded-lg border-2 border-dashed border-(--holder) bg-raised/90 px-2 text-sm opacity-95 shadow-pop transition-transform duration-calm"
          style={{ "--holder": colourOf(who.user) }}
          data-ghost={task}
          data-row={cardOf(grid, { task, row: "" })?.row}
        >
          <span className="shrink-0 rounded-full bg-(--holder) px-2 text-xs leading-4.5 font-medium text-person-ink">
            {who.name}
          </span>
          <span className="truncate" dir="auto">
            {titleOf(task)}
          </span>
        </div>
      ))}
    </div>
  );
}

function placeGhosts(layer: HTMLElement, stage: Stage, ghosts: readonly Ghost[]): void {
  const frame = layer.getBoundingClientRect();
  const { grid } = stage.layout;
  ghosts.forEach(({ task, columnId, before }, at) => {
    const element = layer.children.item(at);
    // Others may have laid the board out in another way: the row is that of the card it would be put before.
    const row = cardOf(grid, { task: before ?? task, row: "" })?.row ?? grid[0]?.id;
    const lane = row === undefined ? undefined : stage.lane({ row, columnId });
    if (!(element instanceof HTMLElement)) return;
    element.hidden = !lane;
    const box = lane?.element.getBoundingClientRect();
    if (!lane || !box) return;
    element.style.width = `${box.width - 16}px`;
    // The layer begins at the left whatever the direction of writing.
    const left = getComputedStyle(layer).direction === "rtl" ? box.right - 8 - frame.right : box.left + 8 - frame.left;
    element.style.transform = `translate(${left}px, ${lane.gapAt(before) - frame.top - 16}px)`;
  });
}
