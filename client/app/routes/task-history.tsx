import { useParams } from "@tanstack/react-router";
import { TaskHistory } from "../features/task/history/task-history.tsx";
import { OpenTask } from "../features/task/open-task.tsx";

/** The past of a task, beside its board. */
export function TaskHistoryRoute() {
  const { task } = useParams({ from: "/in/w/$workspace/projects/$project/board/tasks/$task/history" });
  return <OpenTask name={task}>{(open) => <TaskHistory key={open.id} task={open} />}</OpenTask>;
}
