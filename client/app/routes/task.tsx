import { useParams } from "@tanstack/react-router";
import { OpenTask } from "../features/task/open-task.tsx";
import { TaskPanel } from "../features/task/task-panel.tsx";

/** A task beside its board, by its key or id. */
export function TaskRoute() {
  const { task } = useParams({ from: "/in/w/$workspace/projects/$project/board/tasks/$task" });
  return <OpenTask name={task}>{(open) => <TaskPanel task={open} />}</OpenTask>;
}
