import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { Invitations } from "../features/people/invitations.tsx";
import { Members } from "../features/people/members.tsx";
import { managesPeople, useWorkspace } from "../features/workspace/workspace.tsx";

/** The people of the workspace. */
export function PeopleRoute() {
  const { id, role } = useWorkspace();
  useEffect(() => {
    document.title = "People · Ensemble";
  }, []);
  return (
    <main>
      <p className="page-back">
        <Link to="/w/$workspace" params={{ workspace: id }}>
          ‹ Pages
        </Link>
      </p>
      <div className="people">
        <h1>People</h1>
        <Members />
        {managesPeople(role) ? <Invitations /> : null}
      </div>
    </main>
  );
}
