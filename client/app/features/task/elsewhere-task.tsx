import { useCallback, useEffect } from "react";
import { Link, useNavigate } from "react-router";
import { useProjects } from "../../../react/board.ts";
import { useAct } from "../../design/act.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import "./task.css";

/** For the address of a task that is not on this board: leads on to where it is now, if it can be found. */
export function ElsewhereTask({ name }: { name: string }) {
  const { id: workspace, room } = useWorkspace();
  const { api } = useSignedIn();
  const { project } = useBoardPage();
  const projects = useProjects(room);
  const navigate = useNavigate();
  const find = useAct(
    useCallback(async () => {
      const task = await api.tasks.get(workspace, name);
      const home = projects.find(({ id }) => id === task.projectId);
      if (!home || task.archivedAt !== null) return;
      await navigate(`/w/${workspace}/projects/${home.key}/tasks/${task.key}`, { replace: true });
    }, [api, workspace, name, projects, navigate]),
  );
  const { run } = find;
  useEffect(() => {
    void run();
  }, [run]);
  const board = `/w/${workspace}/projects/${project.key}`;
  return (
    <aside className="task-panel" aria-label={`${name} is not on this board`}>
      <h2>{name} is not on this board</h2>
      <p className="quiet">
        It may be <Link to={`${board}/archive`}>in the archive</Link>, or deleted.
      </p>
      <div>
        <Link className="button button-small" to={board}>
          Close
        </Link>
      </div>
    </aside>
  );
}
