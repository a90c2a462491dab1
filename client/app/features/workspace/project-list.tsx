import { Link } from "@tanstack/react-router";
import { useProjects } from "../../../react/board.ts";
import { NewProject } from "./new-project.tsx";
import { makesPages, useWorkspace } from "./workspace.tsx";

/** The projects of the workspace; archived ones folded away. */
export function ProjectList() {
  const { id, room, role } = useWorkspace();
  const projects = useProjects(room);
  const link = (project: (typeof projects)[number]) => (
    <li key={project.id}>
      <Link
        className="sidebar-link sidebar-project"
        to="/w/$workspace/projects/$project"
        params={{ workspace: id, project: project.key }}
      >
        <span className="dot" style={{ background: project.colour }} />
        <span dir="auto">{project.name}</span>
      </Link>
    </li>
  );
  const archived = projects.filter(({ archivedAt }) => archivedAt !== null);
  return (
    <section className="stack-tight" aria-labelledby="sidebar-projects">
      <h2 id="sidebar-projects" className="sidebar-heading">
        Projects
      </h2>
      <ul className="sidebar-list">{projects.filter(({ archivedAt }) => archivedAt === null).map(link)}</ul>
      {archived.length > 0 ? (
        <details className="small">
          <summary className="quiet">Archived ({archived.length})</summary>
          <ul className="sidebar-list">{archived.map(link)}</ul>
        </details>
      ) : null}
      {makesPages(role) ? <NewProject /> : null}
    </section>
  );
}
