import { Link } from "@tanstack/react-router";
import { usePresence } from "../../../react/room.ts";
import { usePersonColour } from "../../design/person-colours.ts";
import { SaveStatus } from "../../offline/status/save-status.tsx";
import { AccountMenu } from "../account/account-menu.tsx";
import { NewPage } from "./new-page.tsx";
import { ProjectList } from "./project-list.tsx";
import { makesPages, useWorkspace } from "./workspace.tsx";

/** The workspace at a glance: its projects and pages, who is here, and the way to everything else. */
export function Sidebar() {
  const colourOf = usePersonColour();
  const { id, room, state, role } = useWorkspace();
  const present = usePresence(room);
  return (
    <nav className="sidebar" aria-label="Workspace">
      <p className="sidebar-name">
        <img src="/icon.svg" alt="" width="24" height="24" />
        <span dir="auto">{state.workspace.name}</span>
      </p>
      <ProjectList />
      <section className="stack-tight" aria-labelledby="sidebar-pages">
        <h2 id="sidebar-pages" className="sidebar-heading">
          Pages
        </h2>
        <ul className="sidebar-list">
          {state.pages.map((page) => (
            <li key={page.id}>
              <Link
                className="sidebar-link"
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
      <section className="stack-tight" aria-labelledby="sidebar-present">
        <h2 id="sidebar-present" className="sidebar-heading">
          Here now
        </h2>
        <ul className="sidebar-list small">
          {present.map(({ user, name }) => (
            <li key={user} className="row sidebar-person">
              <span className="dot" style={{ background: colourOf(user) }} />
              {name}
            </li>
          ))}
        </ul>
        <Link className="sidebar-link" to="/w/$workspace/people" params={{ workspace: id }}>
          People and invitations
        </Link>
      </section>
      <div className="sidebar-foot">
        <SaveStatus />
        <AccountMenu />
      </div>
    </nav>
  );
}
