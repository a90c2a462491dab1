import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import type { MyTask } from "../../../sdk/api/tasks.ts";
import { Chip, Dot } from "../../design/chip.tsx";
import { PRIORITY_NAMES } from "../../words/board.ts";
import { dayInWords, dayOf } from "../../words/dates.ts";
import type { Where } from "./my-tasks.tsx";

interface TaskRowProps {
  task: MyTask;
  /** Its day has passed. */
  pressing: boolean;
  where: Where;
}

/** A task that is mine, with where it stands; it opens over its board. */
export function TaskRow({ task, pressing, where }: TaskRowProps) {
  const { key, title, dueDate, priority, project, column, workspace } = task;
  return (
    <li>
      <Link
        to="/w/$workspace/projects/$project/tasks/$task"
        params={{ workspace: workspace.id, project: project.key, task: key }}
        className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-ink no-underline hover:bg-hover"
      >
        <span className="w-16 shrink-0 text-xs text-quiet">{key}</span>
        <span className="min-w-40 flex-1 wrap-anywhere" dir="auto">
          {title}
        </span>
        {priority === "none" ? null : <span className="text-xs text-quiet">{PRIORITY_NAMES[priority]}</span>}
        <Chip colour={column.colour}>{column.name}</Chip>
        <span className="inline-flex items-center gap-1.5 text-xs text-quiet">
          <Dot colour={project.colour} />
          <span dir="auto">{where === "all" ? `${workspace.name}: ${project.name}` : project.name}</span>
        </span>
        {dueDate === null ? null : (
          <span className={clsx("text-xs tabular-nums", pressing ? "font-medium text-danger" : "text-quiet")}>
            {dayInWords(dueDate, dayOf(Date.now()))}
          </span>
        )}
      </Link>
    </li>
  );
}
