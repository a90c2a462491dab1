import { Link } from "@tanstack/react-router";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { settles } from "../board/digest.ts";

/** Another task of the same board by its key and title, struck out once it is settled. */
export function TaskLink({ task }: { task: Task }) {
  const { addressOf, columns } = useBoardPage();
  return (
    <Link className="task-link" {...addressOf(task)}>
      <span className="card-key">{task.key}</span>{" "}
      <span className={settles(columns.get(task.columnId)) ? "task-row-done" : undefined} dir="auto">
        {task.title}
      </span>
    </Link>
  );
}
