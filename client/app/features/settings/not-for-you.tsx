import { Link } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { buttonClass } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { roleName } from "../../words/roles.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { SettingsPage } from "./frame.tsx";

/** What stands in the place of a page for owners and admins, also when one's role is lowered while it is open. */
export function NotForYou({ title }: { title: string }) {
  const { id, role } = useWorkspace();
  return (
    <SettingsPage title={title}>
      <EmptyState
        icon={Lock}
        title="For owners and admins"
        action={
          <Link to="/w/$workspace/settings/members" params={{ workspace: id }} className={buttonClass()}>
            See who they are
          </Link>
        }
      >
        You are a {roleName(role).toLowerCase()} here. Ask an owner or admin if you need this.
      </EmptyState>
    </SettingsPage>
  );
}
