import { Plus } from "lucide-react";
import { useState } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { IconButton } from "../../../design/icon-button.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { wholeDay } from "./day-words.ts";
import { addMonths } from "./days.ts";
import { NewDueTask } from "./new-due-task.tsx";
import { TaskChip } from "./task-chip.tsx";

interface AgendaProps {
  days: ReadonlyMap<string, readonly Task[]>;
  undated: readonly Task[];
  /** The first of the month that is shown. */
  month: string;
}

/** The days of a month on which something is due, one below the other, today always among them; for a narrow screen. */
export function Agenda({ days, undated, month }: AgendaProps) {
  const { today, mayWrite } = useBoardPage();
  const [adding, setAdding] = useState<string | null>(null);
  const end = addMonths(month, 1);
  const inMonth = (day: string) => day >= month && day < end;
  const shown = [...new Set([...days.keys(), today])].filter(inMonth).toSorted();
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-16">
      {shown.length === 0 ? <p className="py-4 text-quiet">Nothing is due in this month.</p> : null}
      {shown.map((day) => (
        <section key={day} aria-labelledby={`d-${day}`} className="grid gap-1 border-t border-line py-2">
          <div className="flex items-center justify-between">
            <h3
              id={`d-${day}`}
              className={day === today ? "font-semibold text-accent" : "font-semibold"}
              aria-current={day === today ? "date" : undefined}
            >
              {wholeDay(day)}
              {day === today ? ", today" : ""}
            </h3>
            {mayWrite ? (
              <IconButton
                icon={Plus}
                size="sm"
                label={`Add a task due on ${wholeDay(day)}`}
                onClick={() => setAdding(day)}
              />
            ) : null}
          </div>
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
            {(days.get(day) ?? []).map((task) => (
              <li key={task.id}>
                <TaskChip task={task} />
              </li>
            ))}
          </ul>
          {adding === day ? <NewDueTask day={day} onDone={() => setAdding(null)} /> : null}
        </section>
      ))}
      {undated.length > 0 ? (
        <details className="border-t border-line py-2">
          <summary className="control flex items-center font-semibold">No due date ({undated.length})</summary>
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-1 pt-1">
            {undated.map((task) => (
              <li key={task.id}>
                <TaskChip task={task} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
