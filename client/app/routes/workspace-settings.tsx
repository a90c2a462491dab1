import { Link, Navigate, useMatch, useSearch } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { isNarrow } from "../design/narrow.ts";
import { Audit } from "../features/settings/audit/audit.tsx";
import { BACK, SettingsFrame } from "../features/settings/frame.tsx";
import { Invitations } from "../features/settings/invitations/invitations.tsx";
import { Members } from "../features/settings/members/members.tsx";
import { SettingsNav } from "../features/settings/nav.tsx";
import { General } from "../features/settings/workspace/general.tsx";
import { useWorkspace } from "../features/workspace/workspace.tsx";

/** The settings of the open workspace, beside one's own. */
export function WorkspaceSettingsRoute() {
  const { id, role, state } = useWorkspace();
  const { name } = state.workspace;
  const atList = useMatch({ from: "/in/w/$workspace/settings/", shouldThrow: false }) !== undefined;
  return (
    <SettingsFrame
      atList={atList}
      list={{ to: "/w/$workspace/settings", params: { workspace: id } }}
      back={
        <Link to="/w/$workspace" params={{ workspace: id }} className={BACK}>
          <ArrowLeft aria-hidden />
          <span className="truncate" dir="auto">
            {name}
          </span>
        </Link>
      }
      nav={<SettingsNav workspace={{ id, name, role }} others={[]} />}
    />
  );
}

/** The settings without one chosen: on a phone their list, else the first of them. */
export function WorkspaceSettingsHomeRoute() {
  const { id } = useWorkspace();
  return isNarrow() ? null : <Navigate to="/w/$workspace/settings/general" params={{ workspace: id }} replace />;
}

/** The audit log, as far as the address narrows it. */
export function AuditRoute() {
  return <Audit search={useSearch({ from: "/in/w/$workspace/settings/audit" })} />;
}

export { General as GeneralRoute, Invitations as InvitationsRoute, Members as MembersRoute };
