import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { clsx } from "clsx";
import { Plus } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { Popover } from "../../../design/popover.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { usePart } from "../../board/part.ts";
import { useCalendarPage } from "./calendar-page.tsx";
import { wholeDay } from "./day-words.ts";
import { NewDueTask } from "./new-due-task.tsx";
import { TaskChip } from "./task-chip.tsx";

interface DayCellProps {
  day: string;
  tasks: readonly Task[];
  /** As many as there is room for; the others are a click away. */
  most: number;
  /** Another month's, there to fill the week. */
  elsewhere: boolean;
}

/** One day: what is due on it, and a place to write what shall be. */
export const DayCell = memo(function DayCell({ day, tasks, most, elsewhere }: DayCellProps) {
  const { today, mayWrite } = useBoardPage();
  const { held } = useCalendarPage();
  const cell = useRef<HTMLTableCellElement>(null);
  const [adding, setAdding] = useState(false);
  const over = usePart(held, (now) => now?.day === day);
  useEffect(() => {
    if (!cell.current || !mayWrite) return;
    return dropTargetForElements({ element: cell.current, getData: () => ({ day }) });
  }, [day, mayWrite]);
  // Room for the word that there are more takes the place of one.
  const shown = tasks.length > most ? tasks.slice(0, most - 1) : tasks;
  const isToday = day === today;
  return (
    <td
      ref={cell}
      data-day={day}
      className={clsx(
        "group border border-line p-1 align-top",
        elsewhere && "bg-sunk",
        over && "bg-accent-soft outline-2 -outline-offset-2 outline-accent",
      )}
    >
      <div className="flex h-full flex-col gap-0.5">
        <p className="flex">
          <time
            dateTime={day}
            aria-current={isToday ? "date" : undefined}
            className={clsx(
              "grid min-h-6 min-w-6 place-content-center rounded-full px-1 text-xs tabular-nums",
              isToday ? "bg-accent font-semibold text-accent-ink" : "text-quiet",
            )}
          >
            <span aria-hidden>{Number(day.slice(8))}</span>
            <span className="unseen">{wholeDay(day)}</span>
          </time>
        </p>
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
          {shown.map((task) => (
            <li key={task.id}>
              <TaskChip task={task} />
            </li>
          ))}
        </ul>
        {shown.length < tasks.length ? <More day={day} tasks={tasks} hidden={tasks.length - shown.length} /> : null}
        {adding ? <NewDueTask day={day} onDone={() => setAdding(false)} /> : null}
        {mayWrite && !adding ? (
          <button
            type="button"
            aria-label={`Add a task due on ${wholeDay(day)}`}
            onClick={() => setAdding(true)}
            className="grid min-h-6 flex-1 place-content-center rounded-md text-quiet opacity-0 hover:bg-hover group-hover:opacity-100 focus-visible:opacity-100"
          >
            <Plus aria-hidden className="size-4" />
          </button>
        ) : null}
      </div>
    </td>
  );
});

/** All that is due on a day, for one that has no room for it. */
function More({ day, tasks, hidden }: { day: string; tasks: readonly Task[]; hidden: number }) {
  return (
    <Popover
      label={`Due on ${wholeDay(day)}`}
      trigger={
        <button type="button" className="min-h-6 rounded-md px-1.5 text-start text-xs text-quiet hover:bg-hover">
          +{hidden} more
        </button>
      }
    >
      {() => (
        <div className="grid gap-2">
          <h3 className="font-semibold">{wholeDay(day)}</h3>
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
            {tasks.map((task) => (
              <li key={task.id}>
                <TaskChip task={task} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </Popover>
  );
}
