import { ChevronRight, Plus } from "lucide-react";
import { useProjects } from "../../../react/board.ts";
import { IconButton } from "../../design/icon-button.tsx";
import { creating } from "./creating.ts";
import { ProjectRow } from "./project-row.tsx";
import { SIDEBAR_HEADING } from "./sidebar-link.ts";
import { makesPages, useWorkspace } from "./workspace.tsx";

/** The projects of the workspace, in an order that its people give them; archived ones folded away. */
export function ProjectList() {
  const { room, role } = useWorkspace();
  const projects = useProjects(room);
  const open = projects.filter(({ archivedAt }) => archivedAt === null);
  const archived = projects.filter(({ archivedAt }) => archivedAt !== null);
  const makes = makesPages(role);
  return (
    <section className="grid grid-cols-1 gap-1" aria-labelledby="sidebar-projects">
      <div className="flex min-h-7 items-center">
        <h2 id="sidebar-projects" className={SIDEBAR_HEADING}>
          Projects
        </h2>
        {makes ? (
          <IconButton icon={Plus} label="New project" size="sm" onClick={() => creating.set("project")} />
        ) : null}
      </div>
      <ul className="grid grid-cols-1 gap-px">
        {open.map((project, at) => (
          <ProjectRow key={project.id} project={project} at={at} among={open} />
        ))}
      </ul>
      {open.length === 0 ? <p className="px-2 text-sm text-quiet">None yet.</p> : null}
      {archived.length > 0 ? (
        <details className="group">
          <summary className="flex min-h-7 cursor-pointer list-none items-center gap-1 rounded-md px-2 text-sm text-quiet hover:bg-hover pointer-coarse:min-h-11">
            <ChevronRight
              aria-hidden
              className="size-4 transition-transform duration-quick group-open:rotate-90 rtl:-scale-x-100"
            />
            Archived ({archived.length})
          </summary>
          <ul className="grid grid-cols-1 gap-px">
            {archived.map((project, at) => (
              <ProjectRow key={project.id} project={project} at={at} among={archived} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}
