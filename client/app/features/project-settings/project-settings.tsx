import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { type ComponentType, useEffect, useRef } from "react";
import { Notice } from "../../design/notice.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { BackToBoard } from "../project/back-to-board.tsx";
import { Rules } from "../rules/rules.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { Access } from "./access.tsx";
import { Columns } from "./columns.tsx";
import { Exchange } from "./exchange.tsx";
import { Fields } from "./fields.tsx";
import { General } from "./general.tsx";
import { Labels } from "./labels.tsx";
import { SECTIONS, type SectionId } from "./sections.ts";

const CONTENTS: Record<SectionId, ComponentType> = {
  general: General,
  columns: Columns,
  labels: Labels,
  fields: Fields,
  rules: Rules,
  access: Access,
  export: Exchange,
};

/** Everything that is settled for a project as a whole. Who may not change it still sees how it is. */
export function ProjectSettings({ section }: { section: SectionId }) {
  const { id: workspace } = useWorkspace();
  const { project, mayWrite } = useBoardPage();
  const Content = CONTENTS[section];
  const name = SECTIONS.find(({ id }) => id === section)?.name ?? "";
  useEffect(() => {
    document.title = `${name} · ${project.name} · Ensemble`;
  }, [name, project.name]);
  const list = useRef<HTMLUListElement>(null);
  // Narrow, the list scrolls sideways, and the section one is in may lie beyond its end.
  useEffect(() => {
    if (section) list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [section]);
  const params = { workspace, project: project.key };
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-6 px-6 py-6 max-md:px-4 md:grid-cols-[11rem_minmax(0,1fr)]">
        <header className="grid gap-1 md:col-span-2">
          <BackToBoard />
          <h1 className="text-xl font-semibold" dir="auto">
            {project.name}: settings
          </h1>
        </header>
        <nav aria-label="Project settings" className="min-w-0">
          <ul ref={list} className="flex gap-1 overflow-x-auto pb-1 md:grid md:gap-0.5">
            {SECTIONS.map((each) => (
              <li key={each.id} className="shrink-0">
                <Link
                  to="/w/$workspace/projects/$project/settings/$section"
                  params={{ ...params, section: each.id }}
                  aria-current={each.id === section ? "page" : undefined}
                  className={clsx(
                    "flex min-h-8 items-center rounded-md px-2.5 no-underline pointer-coarse:min-h-11",
                    each.id === section ? "bg-accent-soft font-medium text-accent" : "text-ink hover:bg-hover",
                  )}
                >
                  {each.name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-6">
          {mayWrite ? null : (
            <Notice>
              {project.archivedAt === null
                ? "You may look at these settings; changing them takes the role of a member."
                : "This project is archived. Bring it back under General to change its settings."}
            </Notice>
          )}
          <Content />
        </div>
      </div>
    </div>
  );
}
