import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useProjects } from "../../../react/board.ts";
import { taskQuery } from "../../queries/tasks.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { boardAddress, taskAddress } from "../board/addresses.ts";
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
  const { data: task } = useQuery(taskQuery(api, workspace, name));
  const home = projects.find(({ id }) => id === task?.projectId);
  useEffect(() => {
    if (!task || !home || task.archivedAt !== null) return;
    void navigate({ ...taskAddress(workspace, home, task), replace: true });
  }, [workspace, home, task, navigate]);
  return (
    <aside className="task-panel" aria-label={`${name} is not on this board`}>
      <h2>{name} is not on this board</h2>
      <p className="quiet">
        It may be{" "}
        <Link to="/w/$workspace/projects/$project/archive" params={{ workspace, project: project.key }}>
          in the archive
        </Link>
        , or deleted.
      </p>
      <div>
        <Link className="button button-small" {...boardAddress(workspace, project)}>
          Close
        </Link>
      </div>
    </aside>
  );
}
