import { useEffect } from "react";
import { Invitations } from "../features/people/invitations.tsx";
import { Members } from "../features/people/members.tsx";
import { managesPeople, useWorkspace } from "../features/workspace/workspace.tsx";

/** The people of the workspace. */
export function PeopleRoute() {
  const { role } = useWorkspace();
  useEffect(() => {
    document.title = "People · Ensemble";
  }, []);
  return (
    <main>
      <div className="people">
        <h1>People</h1>
        <Members />
        {managesPeople(role) ? <Invitations /> : null}
      </div>
    </main>
  );
}
