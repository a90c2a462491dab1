import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useBoardPage } from "../board/board-page.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** The way back from a page that a project has beside its board. */
export function BackToBoard() {
  const { id: workspace } = useWorkspace();
  const { project } = useBoardPage();
  return (
    <Link
      to="/w/$workspace/projects/$project"
      params={{ workspace, project: project.key }}
      className="inline-flex items-center gap-1 justify-self-start text-sm text-quiet no-underline hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
      Back to the board
    </Link>
  );
}
