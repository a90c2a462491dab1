import { useMemo, useState } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { Cell } from "../../../../sdk/observed.ts";
import { useAnnounce } from "../../../design/announcer.tsx";
import { useNarrow } from "../../../design/narrow.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { settles } from "../../board/digest.ts";
import { useOpenBoard } from "../../board/open-board.tsx";
import { useBoardLook } from "../board-look.tsx";
import { shownOf } from "../groups.ts";
import { sorted } from "../sorting.ts";
import { Agenda } from "./agenda.tsx";
import { CalendarHead } from "./calendar-head.tsx";
import { CalendarContext, type CalendarPage, type Held } from "./calendar-page.tsx";
import { DayGrid } from "./day-grid.tsx";
import { wholeDay } from "./day-words.ts";
import { firstWeekday, monthOf, weekOf, weeksOfMonth } from "./days.ts";
import { dueByDay } from "./due-by-day.ts";
import { Undated } from "./undated.tsx";
import { useShownDays } from "./use-shown-days.ts";

/** The tasks on the days they are due, to be carried to others. A phone shows them as a list. */
export function CalendarView() {
  const { state } = useOpenBoard();
  const { act, columns } = useBoardPage();
  const { look, filter, columns: shownColumns } = useBoardLook();
  const announce = useAnnounce();
  const narrow = useNarrow();
  const { day, span, go, follow, spread } = useShownDays();
  const [held] = useState(() => new Cell<Held | null>(null));
  const { days, undated } = useMemo(() => {
    const shown = shownOf({ tasks: state.tasks, columns: shownColumns, filter });
    return dueByDay(sorted(shown, look.sort, shownColumns));
  }, [state.tasks, shownColumns, filter, look.sort]);
  // What is over needs no day any more.
  const waiting = useMemo(() => undated.filter(({ columnId }) => !settles(columns.get(columnId))), [undated, columns]);
  const weeks = useMemo(() => {
    // The language that days are named in; what the browser says it prefers need be none.
    const first = firstWeekday(new Intl.DateTimeFormat().resolvedOptions().locale);
    return span === "month" ? weeksOfMonth(day, first) : [weekOf(day, first)];
  }, [day, span]);
  const page = useMemo<CalendarPage>(
    () => ({
      held,
      setDue: (task: Task, to) => {
        if (task.dueDate === to) return;
        act({ type: "task.update", task: task.id, set: { dueDate: to } });
        announce(to === null ? `${task.key} has no due date now.` : `${task.key} is due on ${wholeDay(to)}.`);
      },
      show: follow,
    }),
    [held, act, announce, follow],
  );
  return (
    <CalendarContext value={page}>
      <div className="@container flex min-h-0 flex-1 flex-col">
        <CalendarHead day={day} weeks={weeks} span={span} onDay={go} onSpan={spread} />
        {narrow ? (
          <Agenda days={days} undated={waiting} month={monthOf(day)} />
        ) : (
          <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_auto]">
            <DayGrid weeks={weeks} days={days} span={span} month={monthOf(day)} />
            <Undated tasks={waiting} />
          </div>
        )}
      </div>
    </CalendarContext>
  );
}
