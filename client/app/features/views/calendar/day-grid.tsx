import { clsx } from "clsx";
import { useRef } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import type { Span } from "./calendar-head.tsx";
import { DayCell } from "./day-cell.tsx";
import { weekdayName, wholeDay } from "./day-words.ts";
import { useCarrying } from "./use-carrying.ts";

interface DayGridProps {
  weeks: readonly (readonly string[])[];
  days: ReadonlyMap<string, readonly Task[]>;
  span: Span;
  /** The first of the month that is shown; days of others are there to fill the weeks. */
  month: string;
}

const NONE: readonly Task[] = [];

/** Days as a table, a week to a line. Tasks are carried from day to day by the pointer, and by keys. */
export function DayGrid({ weeks, days, span, month }: DayGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  useCarrying(grid);
  return (
    <div ref={grid} className="min-h-0 overflow-y-auto px-4 pb-4">
      <p id="calendar-keys" className="unseen">
        Space picks the task up, arrow keys carry it to another day, Space puts it down, Escape takes it back.
      </p>
      <table aria-label="Due dates" className="h-full w-full table-fixed border-collapse">
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col" className="h-7 px-2 text-start text-xs font-medium text-quiet">
                <abbr title={wholeDay(day).split(",")[0]} className="no-underline">
                  {weekdayName(day)}
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]} className={clsx(span === "month" ? "h-32" : "h-full")}>
              {week.map((day) => (
                <DayCell
                  key={day}
                  day={day}
                  tasks={days.get(day) ?? NONE}
                  most={span === "month" ? 3 : 40}
                  elsewhere={span === "month" && day.slice(0, 7) !== month.slice(0, 7)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
