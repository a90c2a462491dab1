import { Navigate } from "@tanstack/react-router";
import { LayoutDashboard } from "lucide-react";
import { useEffect } from "react";
import { useProjects } from "../../react/board.ts";
import { Button } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { creating } from "../features/workspace/creating.ts";
import { makesPages, useWorkspace } from "../features/workspace/workspace.tsx";

/** The workspace itself: its first project or page, or what to begin with. */
export function WorkspaceHomeRoute() {
  const { id, room, state, role } = useWorkspace();
  const { name } = state.workspace;
  const project = useProjects(room).find(({ archivedAt }) => archivedAt === null);
  const page = state.pages[0];
  useEffect(() => {
    document.title = `${name} · Ensemble`;
  }, [name]);
  if (project) {
    return <Navigate to="/w/$workspace/projects/$project" params={{ workspace: id, project: project.key }} replace />;
  }
  if (page) return <Navigate to="/w/$workspace/p/$page" params={{ workspace: id, page: page.id }} replace />;
  const makes = makesPages(role);
  return (
    <main className="grid flex-1 content-center">
      <EmptyState
        icon={LayoutDashboard}
        title={name}
        action={
          makes ? (
            <Button look="primary" onClick={() => creating.set("project")}>
              Make the first project
            </Button>
          ) : null
        }
      >
        {makes
          ? "A project has a board to plan on together. Pages, to write on together, stand in the sidebar."
          : "Nothing is shared with you here yet. Whoever invited you can name projects, pages and channels to you."}
      </EmptyState>
    </main>
  );
}
