import { PageTree } from "../page-tree/page-tree.tsx";
import { NewPage } from "./new-page.tsx";
import { SIDEBAR_HEADING } from "./sidebar-link.ts";
import { makesPages, useWorkspace } from "./workspace.tsx";

/** The pages of the workspace. */
export function PagesSection() {
  const { role } = useWorkspace();
  return (
    <section className="grid gap-1" aria-labelledby="sidebar-pages">
      <h2 id="sidebar-pages" className={SIDEBAR_HEADING}>
        Pages
      </h2>
      <PageTree />
      {makesPages(role) ? <NewPage /> : null}
    </section>
  );
}
