import { clsx } from "clsx";
import { CalendarDays } from "lucide-react";
import type { ReactNode } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { AvatarStack } from "../../../design/avatar.tsx";
import { Dot } from "../../../design/chip.tsx";
import { PRIORITY_NAMES } from "../../../words/board.ts";
import { dayInWords } from "../../../words/dates.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { LabelChip } from "../../fields/label-chip.tsx";
import { isOverdue } from "../../fields/overdue.ts";
import { PriorityMark } from "../../fields/priority-mark.tsx";
import { ROOMY_ONLY, WIDE_ONLY } from "./layout.ts";
import { type CellField, useListPage } from "./list-page.tsx";

interface CellProps {
  task: Task;
  active: boolean;
}

/** Which column a task is in. */
export function StatusCell({ task, active }: CellProps) {
  const { columns } = useBoardPage();
  const column = columns.get(task.columnId);
  const name = column?.name ?? "A deleted column";
  return (
    <Cell task={task} active={active} field="status" label={`Status: ${name}`} className="@max-2xl:col-start-2">
      {column ? <Dot colour={column.colour} /> : null}
      <span dir="auto" className="truncate">
        {name}
      </span>
    </Cell>
  );
}

/** How much a task matters. */
export function PriorityCell({ task, active }: CellProps) {
  const name = PRIORITY_NAMES[task.priority];
  return (
    <Cell task={task} active={active} field="priority" label={`Priority: ${name}`}>
      <PriorityMark priority={task.priority} />
      <span className={clsx("truncate @max-4xl:hidden", task.priority === "none" && "unseen")}>{name}</span>
    </Cell>
  );
}

/** As many labels as a line has room for. */
const LABELS = 2;

/** The labels of a task. */
export function LabelsCell({ task, active }: CellProps) {
  const { labels } = useBoardPage();
  const known = task.labels.flatMap((id) => labels.get(id) ?? []);
  const names = known.map(({ name }) => name).join(", ") || "none";
  return (
    <Cell task={task} active={active} field="labels" label={`Labels: ${names}`} className={ROOMY_ONLY}>
      {known.slice(0, LABELS).map((label) => (
        <LabelChip key={label.id} label={label} />
      ))}
      {known.length > LABELS ? <span className="text-xs text-quiet">+{known.length - LABELS}</span> : null}
    </Cell>
  );
}

/** Whom a task is assigned to. */
export function AssigneesCell({ task, active }: CellProps) {
  const { people } = useBoardPage();
  const assigned = task.assignees.map((user) => ({ user, name: people.get(user)?.name ?? "A former member" }));
  const names = assigned.map(({ name }) => name).join(", ") || "nobody";
  return (
    <Cell task={task} active={active} field="assignees" label={`Assignees: ${names}`}>
      <AvatarStack people={assigned} max={3} size="sm" />
    </Cell>
  );
}

/** When a task is due. */
export function DueCell({ task, active }: CellProps) {
  const { columns, today } = useBoardPage();
  const overdue = isOverdue(task, { columns, today });
  const day = task.dueDate === null ? null : dayInWords(task.dueDate, today);
  return (
    <Cell
      task={task}
      active={active}
      field="due"
      label={day === null ? "Due: never" : `${overdue ? "Overdue since" : "Due"}: ${day}`}
    >
      {day === null ? (
        <CalendarDays aria-hidden className="size-4 text-quiet opacity-0 group-hover:opacity-100 @max-2xl:opacity-60" />
      ) : (
        <span className={clsx("truncate", overdue && "font-medium text-danger")}>{day}</span>
      )}
    </Cell>
  );
}

/** How much work a task is. */
export function EstimateCell({ task, active }: CellProps) {
  return (
    <Cell
      task={task}
      active={active}
      field="estimate"
      label={`Estimate: ${task.estimate ?? "none"}`}
      className={clsx(WIDE_ONLY, "text-quiet tabular-nums")}
    >
      {task.estimate}
    </Cell>
  );
}

interface FieldCellProps extends CellProps {
  field: CellField;
  /** The field and its value, in words. */
  label: string;
  className?: string | undefined;
  children: ReactNode;
}

/** A cell that opens what changes it; for those who may. */
function Cell({ task, active, field, label, className, children }: FieldCellProps) {
  const { mayWrite } = useBoardPage();
  const { edit } = useListPage();
  const look =
    "flex min-h-8 w-full min-w-0 items-center overflow-hidden gap-1.5 rounded-md px-1.5 text-start pointer-coarse:min-h-10";
  return (
    <td className={clsx("min-w-0", className)}>
      {mayWrite ? (
        <button
          type="button"
          data-field={field}
          aria-haspopup="dialog"
          tabIndex={active ? 0 : -1}
          onClick={(event) => edit({ task: task.id, field, anchor: event.currentTarget })}
          className={clsx(look, "hover:bg-sunk")}
        >
          <span className="unseen">{label}</span>
          <span aria-hidden className="contents">
            {children}
          </span>
        </button>
      ) : (
        <span className={look}>
          <span className="unseen">{label}</span>
          <span aria-hidden className="contents">
            {children}
          </span>
        </span>
      )}
    </td>
  );
}
