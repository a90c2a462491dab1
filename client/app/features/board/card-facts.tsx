import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Icon } from "../../design/icon.tsx";
import { PRIORITY_NAMES } from "../../words/board.ts";
import { dayInWords } from "../../words/dates.ts";
import { useBoardPage } from "./board-page.tsx";
import { settles } from "./digest.ts";
import { LabelChip } from "./label-chip.tsx";

interface CardFactsProps {
  task: Task;
  blocked: boolean;
  subtasksDone: number;
  subtasks: number;
}

/** What there is to know of a task at a glance; nothing for what it does not have. */
export function CardFacts({ task, blocked, subtasksDone, subtasks }: CardFactsProps) {
  const { labels, columns, today } = useBoardPage();
  const overdue = task.dueDate !== null && task.dueDate < today && !settles(columns.get(task.columnId));
  const checked = task.checklist.filter(({ done }) => done).length;
  return (
    <div className="card-facts">
      {task.labels.map((id) => {
        const label = labels.get(id);
        return label ? <LabelChip key={id} label={label} /> : null;
      })}
      {blocked ? (
        <span className="fact fact-danger">
          <Icon name="blocked" />
          Blocked
        </span>
      ) : null}
      {task.priority === "none" ? null : (
        <span className={`fact priority priority-${task.priority}`}>{PRIORITY_NAMES[task.priority]}</span>
      )}
      {task.dueDate ? (
        <span className={overdue ? "fact fact-danger" : "fact"}>
          <Icon name="calendar" />
          <span className="unseen">{overdue ? "Overdue since" : "Due"}</span>
          {dayInWords(task.dueDate, today)}
        </span>
      ) : null}
      {task.checklist.length > 0 ? (
        <span className="fact">
          <Icon name="check" />
          <span className="unseen">Checklist</span>
          {checked}/{task.checklist.length}
        </span>
      ) : null}
      {subtasks > 0 ? (
        <span className="fact">
          <Icon name="branch" />
          <span className="unseen">Sub-tasks</span>
          {subtasksDone}/{subtasks}
        </span>
      ) : null}
    </div>
  );
}
