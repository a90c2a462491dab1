import { Link } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { buttonClass } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** Stands for a page that only those see who may change the project. */
export function NotAllowed() {
  const { id: workspace } = useWorkspace();
  const { project } = useBoardPage();
  return (
    <EmptyState
      icon={Lock}
      title={project.archivedAt === null ? "You may not change this project" : "This project is archived"}
      action={
        <Link
          className={buttonClass({ look: "primary" })}
          to="/w/$workspace/projects/$project"
          params={{ workspace, project: project.key }}
        >
          To the board
        </Link>
      }
    >
      {project.archivedAt === null
        ? "Bringing tasks in takes the role of a member. An owner or admin of the workspace can give it to you."
        : "Bring it back from the archive to import into it."}
    </EmptyState>
  );
}
