import { Link } from "@tanstack/react-router";
import { NewPage } from "./new-page.tsx";
import { SIDEBAR_HEADING, SIDEBAR_LINK } from "./sidebar-link.ts";
import { makesPages, useWorkspace } from "./workspace.tsx";

/** The pages of the workspace. */
export function PagesSection() {
  const { id, state, role } = useWorkspace();
  return (
    <section className="grid gap-1" aria-labelledby="sidebar-pages">
      <h2 id="sidebar-pages" className={SIDEBAR_HEADING}>
        Pages
      </h2>
      <ul className="grid gap-px">
        {state.pages.map((page) => (
          <li key={page.id}>
            <Link
              className={SIDEBAR_LINK}
              dir="auto"
              to="/w/$workspace/p/$page"
              params={{ workspace: id, page: page.id }}
            >
              {page.title}
            </Link>
          </li>
        ))}
      </ul>
      {makesPages(role) ? <NewPage /> : null}
    </section>
  );
}
