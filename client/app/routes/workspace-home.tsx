import { Navigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useProjects } from "../../react/board.ts";
import { makesPages, useWorkspace } from "../features/workspace/workspace.tsx";

/** Beside the sidebar there is room for a board; where there is not, the sidebar is the home. */
const WIDE = "(width > 46rem)";

/** The workspace itself: on a wide screen its first project. */
export function WorkspaceHomeRoute() {
  const { id, room, state, role } = useWorkspace();
  const { name } = state.workspace;
  const first = useProjects(room).find(({ archivedAt }) => archivedAt === null);
  useEffect(() => {
    document.title = `${name} · Ensemble`;
  }, [name]);
  if (first && window.matchMedia(WIDE).matches) {
    return <Navigate to="/w/$workspace/projects/$project" params={{ workspace: id, project: first.key }} replace />;
  }
  const next = makesPages(role)
    ? "Make a project to plan together, or a page to write together."
    : "Nobody has made one.";
  return (
    <main className="workspace-home stack-tight">
      <h1 dir="auto">{name}</h1>
      <p className="quiet">
        {first || state.pages.length > 0 ? "Choose a project or a page." : `No projects and no pages yet. ${next}`}
      </p>
    </main>
  );
}
