import { Link, useParams } from "react-router";
import { taskNamed } from "../../sdk/board/state.ts";
import { useBoardPage } from "../features/board/board-page.tsx";
import { useOpenBoard } from "../features/board/open-board.tsx";
import { TaskPanel } from "../features/task/task-panel.tsx";
import { useWorkspace } from "../features/workspace/workspace.tsx";

export function Component() {
  const { task: name = "" } = useParams();
  const { id } = useWorkspace();
  const { project } = useBoardPage();
  const { state } = useOpenBoard();
  const task = taskNamed(state.tasks, name.toUpperCase()) ?? taskNamed(state.tasks, name);
  if (task) return <TaskPanel key={task.id} task={task} />;
  const board = `/w/${id}/projects/${project.key}`;
  return (
    <aside className="task-panel" aria-label="No such task">
      <h2>{name} is not on this board</h2>
      <p className="quiet">
        It may be <Link to={`${board}/archive`}>in the archive</Link>, in another project, or deleted.
      </p>
      <div>
        <Link className="button button-small" to={board}>
          Close
        </Link>
      </div>
    </aside>
  );
}
