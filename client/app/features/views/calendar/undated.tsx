import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { useVirtualizer } from "@tanstack/react-virtual";
import { clsx } from "clsx";
import { useEffect, useRef } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { usePart } from "../../board/part.ts";
import { useCalendarPage } from "./calendar-page.tsx";
import { TaskChip } from "./task-chip.tsx";

/** What is to be done and due on no day, to be carried to one; and where a task loses its day. */
export function Undated({ tasks }: { tasks: readonly Task[] }) {
  const { mayWrite } = useBoardPage();
  const { held } = useCalendarPage();
  const tray = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const over = usePart(held, (now) => now !== null && now.day === null);
  const virtualizer = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 10,
    getItemKey: (at) => tasks[at]?.id ?? at,
  });
  useEffect(() => {
    if (!tray.current || !mayWrite) return;
    return dropTargetForElements({ element: tray.current, getData: () => ({ day: null }) });
  }, [mayWrite]);
  return (
    <aside
      ref={tray}
      aria-labelledby="undated"
      className={clsx(
        "flex min-h-0 w-56 flex-col gap-2 border-s border-line px-3 pb-4 @max-4xl:hidden",
        over && "bg-accent-soft",
      )}
    >
      <h2 id="undated" className="flex items-baseline gap-2 text-sm font-semibold">
        No due date <span className="font-normal text-quiet">{tasks.length}</span>
      </h2>
      {tasks.length === 0 ? <p className="text-sm text-quiet">Everything that is to be done has its day.</p> : null}
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ key, index, start }) => {
            const task = tasks[index];
            return task ? (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                className="absolute inset-x-0 top-0 p-0.5"
                style={{ transform: `translateY(${start}px)` }}
              >
                <TaskChip task={task} />
              </li>
            ) : null;
          })}
        </ul>
      </div>
    </aside>
  );
}
