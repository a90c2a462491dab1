import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { settles } from "../board/digest.ts";

/** Another task of the same board by its key and title, struck out once it is settled. */
export function TaskLink({ task }: { task: Task }) {
  const { addressOf, columns } = useBoardPage();
  // One that the room has not numbered yet has no key that leads to it.
  const address = addressOf({ key: task.number === 0 ? task.id : task.key });
  return (
    <Link className="flex min-w-0 flex-1 items-baseline gap-2 text-ink no-underline hover:underline" {...address}>
      <span className="shrink-0 text-xs text-quiet">{task.key}</span>
      <span
        className={clsx("truncate", settles(columns.get(task.columnId)) && "text-quiet line-through")}
        title={task.title}
        dir="auto"
      >
        {task.title}
      </span>
    </Link>
  );
}
