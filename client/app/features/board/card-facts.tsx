import { clsx } from "clsx";
import { CalendarDays, CircleSlash, GitBranch, ListChecks } from "lucide-react";
import type { ReactNode } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Tooltip } from "../../design/tooltip.tsx";
import { PRIORITY_NAMES } from "../../words/board.ts";
import { dayInWords } from "../../words/dates.ts";
import { LabelChip } from "../fields/label-chip.tsx";
import { isOverdue } from "../fields/overdue.ts";
import { PriorityMark } from "../fields/priority-mark.tsx";
import { useBoardPage } from "./board-page.tsx";
import { usePart } from "./part.ts";

/** What there is to know of a task at a glance; nothing for what it does not have. */
export function CardFacts({ task }: { task: Task }) {
  const { labels, digest } = useBoardPage();
  const blockers = usePart(digest, (now) => now.blockers.get(task.id) ?? null);
  const subtasks = usePart(digest, (now) => now.subtasks.get(task.id) ?? null);
  const { checklist, estimate, priority, dueDate } = task;
  const some = task.labels.length + checklist.length > 0 || estimate !== null || dueDate !== null;
  if (!some && priority === "none" && !blockers && !subtasks) return null;
  return (
    <div className="relative flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-quiet">
      {task.labels.map((id) => {
        const label = labels.get(id);
        return label ? <LabelChip key={id} label={label} /> : null;
      })}
      {blockers ? <Blocked blockers={blockers} /> : null}
      {priority === "none" ? null : <PriorityFact priority={priority} />}
      <Due task={task} />
      {checklist.length > 0 ? (
        <Fact name="Checklist">
          <ListChecks aria-hidden />
          {checklist.filter(({ done }) => done).length}/{checklist.length}
        </Fact>
      ) : null}
      {subtasks ? (
        <Fact name="Sub-tasks">
          <GitBranch aria-hidden />
          {subtasks.done}/{subtasks.of}
        </Fact>
      ) : null}
      {estimate === null ? null : (
        <Fact name="Estimate">
          <span className="rounded-sm border border-line px-1">{estimate}</span>
        </Fact>
      )}
    </div>
  );
}

interface FactProps {
  /** What it is, for whom the drawing does not say it; without it, its words say so themselves. */
  name?: string;
  tone?: "danger" | undefined;
  children: ReactNode;
}

function Fact({ name, tone, children }: FactProps) {
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1 leading-5 whitespace-nowrap tabular-nums [&_svg]:size-3.5",
        tone === "danger" && "font-medium text-danger",
      )}
    >
      {name ? <span className="unseen">{name} </span> : null}
      {children}
    </span>
  );
}

/** That something else must be done first, and for whoever asks, what. */
function Blocked({ blockers }: { blockers: readonly { key: string; title: string }[] }) {
  const what = blockers.map(({ key, title }) => `${key} ${title}`).join(", ");
  return (
    <Tooltip label={`Waits for ${what}`}>
      <span className="inline-flex items-center gap-1 leading-5 font-medium text-danger [&_svg]:size-3.5">
        <CircleSlash aria-hidden />
        Blocked
        <span className="unseen"> by {what}</span>
      </span>
    </Tooltip>
  );
}

function PriorityFact({ priority }: Pick<Task, "priority">) {
  return (
    <Fact tone={priority === "urgent" ? "danger" : undefined}>
      <PriorityMark priority={priority} />
      {PRIORITY_NAMES[priority]}
    </Fact>
  );
}

function Due({ task }: { task: Task }) {
  const { columns, today } = useBoardPage();
  const { dueDate } = task;
  if (dueDate === null) return null;
  const overdue = isOverdue(task, { columns, today });
  return (
    <Fact name={overdue ? "Overdue since" : "Due"} tone={overdue ? "danger" : undefined}>
      <CalendarDays aria-hidden />
      {dayInWords(dueDate, today)}
    </Fact>
  );
}
