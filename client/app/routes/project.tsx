import { useEffect, useRef } from "react";
import { Link, useLocation, useNavigate, useParams } from "react-router";
import type { Project } from "../../../durable-objects/workspace/board/protocol.ts";
import { useProjects } from "../../react/board.ts";
import { addressUnder, ElsewhereProject, NoSuchProject } from "../features/board/elsewhere-project.tsx";
import { ProjectView } from "../features/board/project-view.tsx";
import { useWorkspace } from "../features/workspace/workspace.tsx";

export function Component() {
  const { project: name = "" } = useParams();
  const { id, room } = useWorkspace();
  const { project, gone } = useNamed(useProjects(room), name);
  return (
    <main className="project-main">
      <p className="page-back">
        <Link to={`/w/${id}`}>‹ Workspace</Link>
      </p>
      {project ? (
        <ProjectView key={project.id} project={project} />
      ) : gone ? (
        <NoSuchProject />
      ) : (
        <ElsewhereProject key={name} name={name} />
      )}
    </main>
  );
}

/**
 * The project called `name`, a key or an id, or that it is gone since it was open. One whose key is changed while it is
 * open stays open, under the new one.
 */
function useNamed(projects: readonly Project[], name: string): { project: Project | undefined; gone: boolean } {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const open = useRef<{ name: string; id: string } | null>(null);
  const called = projects.find(({ key, id }) => key === name.toUpperCase() || id === name);
  if (called) open.current = { name, id: called.id };
  const former = open.current?.name === name ? open.current.id : null;
  const project = called ?? projects.find(({ id }) => id === former);
  const renamed = called ? undefined : project?.key;
  useEffect(() => {
    if (renamed) void navigate(addressUnder(renamed, pathname), { replace: true });
  }, [renamed, pathname, navigate]);
  return { project, gone: !project && former !== null };
}
