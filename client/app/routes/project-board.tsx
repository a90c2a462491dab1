import { ProjectBoard } from "../features/project/project-view.tsx";

/** A project's board; what is open of it (a task, the archive) lies beside. */
export function ProjectBoardRoute() {
  return <ProjectBoard />;
}
