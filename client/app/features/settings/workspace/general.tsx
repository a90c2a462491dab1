import { Section } from "../../../design/section.tsx";
import { managesPeople, useWorkspace } from "../../workspace/workspace.tsx";
import { SettingsPage } from "../frame.tsx";
import { LeaveWorkspace } from "../members/leave.tsx";
import { Deletion } from "./deletion.tsx";
import { Exports } from "./exports.tsx";
import { WorkspaceName } from "./name-form.tsx";

/** The workspace as a whole: its name, taking everything out, leaving and deleting it. */
export function General() {
  const { role, state } = useWorkspace();
  const { name, createdAt } = state.workspace;
  return (
    <SettingsPage title="General" intro={`“${name}” was made on ${new Date(createdAt).toLocaleDateString()}.`}>
      <WorkspaceName />
      {managesPeople(role) ? (
        <Section
          title="Export"
          about="Everything as one ZIP: each project as JSON and CSV, descriptions and pages as Markdown, channels and discussions, members, the latest events. What is private stays with its members."
        >
          <Exports />
        </Section>
      ) : null}
      <Section title="Leave">
        <LeaveWorkspace />
      </Section>
      {role === "owner" || state.workspace.eraseAt !== null ? (
        <Section title="Delete">
          <Deletion />
        </Section>
      ) : null}
    </SettingsPage>
  );
}
