import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Project } from "../../../durable-objects/workspace/board/protocol.ts";
import { useProjects } from "../../react/board.ts";
import { underKey } from "../features/board/addresses.ts";
import { ElsewhereProject, NoSuchProject } from "../features/project/elsewhere-project.tsx";
import { ProjectView } from "../features/project/project-view.tsx";
import { useWorkspace } from "../features/workspace/workspace.tsx";

/** A project of the workspace, by its key or id. */
export function ProjectRoute() {
  const { project: name } = useParams({ from: "/in/w/$workspace/projects/$project" });
  const { room } = useWorkspace();
  const { project, gone } = useNamed(useProjects(room), name);
  return (
    <main className="flex min-h-0 flex-1 flex-col">
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
  const navigate = useNavigate();
  const open = useRef<{ name: string; id: string } | null>(null);
  const called = projects.find(({ key, id }) => key === name.toUpperCase() || id === name);
  if (called) open.current = { name, id: called.id };
  const former = open.current?.name === name ? open.current.id : null;
  const project = called ?? projects.find(({ id }) => id === former);
  const renamed = called ? undefined : project?.key;
  useEffect(() => {
    if (renamed) void navigate(underKey(renamed));
  }, [renamed, navigate]);
  return { project, gone: !project && former !== null };
}
