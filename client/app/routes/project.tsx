import { Link, useParams } from "react-router";
import { useProjects } from "../../react/board.ts";
import { ProjectView } from "../features/board/project-view.tsx";
import { useWorkspace } from "../features/workspace/workspace.tsx";

export function Component() {
  const { project: key = "" } = useParams();
  const { id, room } = useWorkspace();
  const projects = useProjects(room);
  const project = projects.find((each) => each.key === key.toUpperCase() || each.id === key);
  return (
    <main className="project-main">
      <p className="page-back">
        <Link to={`/w/${id}`}>‹ Workspace</Link>
      </p>
      {project ? (
        <ProjectView key={project.id} project={project} />
      ) : (
        <div className="workspace-home stack-tight">
          <h1>There is no such project</h1>
          <p className="quiet">It was deleted, or it is not shared with you.</p>
        </div>
      )}
    </main>
  );
}
