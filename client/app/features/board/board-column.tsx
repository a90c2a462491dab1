import { clsx } from "clsx";
import { ChevronsLeftRight } from "lucide-react";
import { memo, type RefObject, useEffect, useRef } from "react";
import type { Column, Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Dot } from "../../design/chip.tsx";
import { whenDragging } from "../dragging/dragging.ts";
import { useBoardPage } from "./board-page.tsx";
import { ColumnHead } from "./column-head.tsx";
import { roleOfLane } from "./drag.ts";
import { FirstTask } from "./first-task.tsx";
import { Lane } from "./lane.tsx";
import { useNear } from "./lane-window.ts";
import { usePart } from "./part.ts";
import { QuickAdd } from "./quick-add.tsx";
import { WHOLE } from "./rows.ts";
import type { LaneName } from "./spots.ts";
import { useStage } from "./stage.tsx";

interface BoardColumnProps {
  column: Column;
  /** Those shown, in their order. */
  lane: readonly Task[];
  /** How many tasks it has, shown or not. */
  count: number;
  folded: boolean;
  onFold: (column: string) => void;
  /** Invites to write the first task of the project. */
  inviting: boolean;
}

/** One column: what it is, its cards, and a place to write the next one. */
export const BoardColumn = memo(function BoardColumn(props: BoardColumnProps) {
  const { column, lane, count, folded, onFold, inviting } = props;
  const { drag, mayWrite } = useBoardPage();
  const stage = useStage();
  const whole = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const near = useNear(stage.board, whole);
  const role = usePart(drag, (now) => roleOfLane(now, { row: WHOLE, columnId: column.id }));
  useLaneTarget(whole, { row: WHOLE, columnId: column.id });
  useEffect(() => {
    const element = scroller.current;
    if (!element || !mayWrite || folded) return;
    return whenDragging(({ autoScrollForElements }) => autoScrollForElements({ element }));
  }, [mayWrite, folded]);
  return (
    <section
      ref={whole}
      className={clsx(
        "column relative flex max-h-full shrink-0 flex-col rounded-xl border bg-sunk transition-colors duration-quick max-md:snap-start",
        folded ? "h-full w-11" : "w-72 max-md:w-[min(20rem,84vw)]",
        role === "none" ? "border-transparent" : "border-accent",
      )}
      data-column={column.id}
      data-lane=""
      data-row={WHOLE}
      data-folded={folded ? true : undefined}
      aria-labelledby={`c-${column.id}`}
    >
      {folded ? (
        <Folded column={column} count={count} onFold={onFold} />
      ) : (
        <>
          <ColumnHead column={column} count={count} onFold={onFold} />
          <div
            ref={scroller}
            className="lane-scroll min-h-8 overflow-y-auto overscroll-y-contain px-2 pt-2 compact:px-1.5 compact:pt-1"
            data-lane-scroll
          >
            {inviting ? (
              <FirstTask column={column} />
            ) : (
              <Lane
                row={WHOLE}
                column={column}
                lane={lane}
                whole={whole}
                label={column.name}
                near={near}
                scroller={scroller}
                above={null}
              />
            )}
          </div>
          {mayWrite ? <QuickAdd column={column} count={count} /> : null}
        </>
      )}
    </section>
  );
});

/** Takes what a pointer lets go of over a lane. */
export function useLaneTarget(whole: RefObject<HTMLElement | null>, { row, columnId }: LaneName): void {
  const { mayWrite } = useBoardPage();
  const stage = useStage();
  useEffect(() => {
    const element = whole.current;
    if (!element || !mayWrite) return;
    return whenDragging(({ dropTargetForElements }) =>
      dropTargetForElements({
        element,
        canDrop: ({ source }) => "task" in source.data,
        getData: ({ input }) => ({
          row,
          columnId,
          before: stage.lane({ row, columnId })?.beforeAt(input.clientY) ?? null,
        }),
      }),
    );
  }, [whole, stage, row, columnId, mayWrite]);
}

/** A column of which only its name and count are wanted; what is dropped on it goes to its end. */
function Folded({ column, count, onFold }: Pick<BoardColumnProps, "column" | "count" | "onFold">) {
  return (
    <button
      type="button"
      className="flex h-full w-full flex-col items-center gap-2 rounded-xl py-3 text-sm hover:bg-hover"
      aria-expanded={false}
      aria-label={`Unfold ${column.name}, ${count === 1 ? "1 task" : `${count} tasks`}`}
      onClick={() => onFold(column.id)}
    >
      <ChevronsLeftRight aria-hidden className="size-4 text-quiet" />
      <Dot colour={column.colour} />
      <span id={`c-${column.id}`} className="min-h-0 truncate font-semibold [writing-mode:vertical-rl]" dir="auto">
        {column.name}
      </span>
      <span className="text-quiet tabular-nums">{count}</span>
    </button>
  );
}
