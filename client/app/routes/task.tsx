import { useParams } from "@tanstack/react-router";
import { taskNamed } from "../../sdk/board/state.ts";
import { useOpenBoard } from "../features/board/open-board.tsx";
import { ElsewhereTask } from "../features/task/elsewhere-task.tsx";
import { TaskPanel } from "../features/task/task-panel.tsx";

/** A task beside its board, by its key or id. */
export function TaskRoute() {
  const { task: name } = useParams({ from: "/in/w/$workspace/projects/$project/board/tasks/$task" });
  const { state } = useOpenBoard();
  const task = taskNamed(state.tasks, name.toUpperCase()) ?? state.tasks.get(name);
  return task ? <TaskPanel key={task.id} task={task} /> : <ElsewhereTask key={name} name={name} />;
}
