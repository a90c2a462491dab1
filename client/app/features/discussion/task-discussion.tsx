import { useId } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { Discussion } from "./discussion.tsx";

/** What is said about a task, in its panel. */
export function TaskDiscussion({ task }: { task: Task }) {
  const { mayWrite } = useBoardPage();
  const heading = useId();
  return (
    <section className="grid grid-cols-1 gap-2.5 border-t border-line pt-4" aria-labelledby={heading}>
      <h2 id={heading} className="text-sm font-semibold">
        Comments
      </h2>
      <Discussion key={task.id} subject={{ type: "task", id: task.id }} mayWrite={mayWrite} place="within" />
    </section>
  );
}
