import { Plus } from "lucide-react";
import { IconButton } from "../../design/icon-button.tsx";
import { PageTree } from "../page-tree/page-tree.tsx";
import { creating } from "./creating.ts";
import { SIDEBAR_HEADING } from "./sidebar-link.ts";
import { makesPages, useWorkspace } from "./workspace.tsx";

/** The pages of the workspace. */
export function PagesSection() {
  const { role, state } = useWorkspace();
  return (
    <section className="grid grid-cols-1 gap-1" aria-labelledby="sidebar-pages">
      <div className="flex min-h-7 items-center">
        <h2 id="sidebar-pages" className={SIDEBAR_HEADING}>
          Pages
        </h2>
        {makesPages(role) ? (
          <IconButton icon={Plus} label="New page" size="sm" onClick={() => creating.set("page")} />
        ) : null}
      </div>
      <PageTree />
      {state.pages.length === 0 ? <p className="px-2 text-sm text-quiet">None yet.</p> : null}
    </section>
  );
}
