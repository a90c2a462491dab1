import { Link } from "@tanstack/react-router";
import {
  Bell,
  Building2,
  KeyRound,
  type LucideIcon,
  MailPlus,
  MonitorSmartphone,
  ScrollText,
  SunMoon,
  UserRound,
  UsersRound,
} from "lucide-react";
import type { ReactNode } from "react";
import type { Role } from "../../../../durable-objects/room/protocol.ts";
import type { WorkspaceView } from "../../../../durable-objects/workspace/protocol.ts";
import { managesPeople } from "../workspace/workspace.tsx";

const LINK =
  "flex min-h-8 items-center gap-2.5 rounded-md px-2 text-ink no-underline hover:bg-hover pointer-coarse:min-h-11 " +
  "data-[status=active]:bg-accent-soft data-[status=active]:font-medium data-[status=active]:text-accent " +
  "[&_svg]:size-4 [&_svg]:shrink-0";

/** The workspace that one came from, as far as the list needs to know it. */
interface NavWorkspace {
  id: string;
  name: string;
  /** Null for whoever does not belong to it. */
  role: Role | null;
}

/** All settings: one's own, and those of the workspace one came from, or the way to each workspace's. */
export function SettingsNav({
  workspace,
  others,
}: {
  workspace: NavWorkspace | null;
  others: readonly WorkspaceView[];
}) {
  const search = workspace ? { w: workspace.id } : {};
  return (
    <nav aria-label="Settings" className="grid grid-cols-1 gap-6 pt-4">
      <Group title="Account">
        <Link to="/account/profile" search={search} className={LINK}>
          <Named icon={UserRound}>Profile</Named>
        </Link>
        <Link to="/account/notifications" search={search} className={LINK}>
          <Named icon={Bell}>Notifications</Named>
        </Link>
        <Link to="/account/sessions" search={search} className={LINK}>
          <Named icon={MonitorSmartphone}>Sessions and devices</Named>
        </Link>
        <Link to="/account/keys" search={search} className={LINK}>
          <Named icon={KeyRound}>API keys</Named>
        </Link>
        <Link to="/account/appearance" search={search} className={LINK}>
          <Named icon={SunMoon}>Appearance</Named>
        </Link>
      </Group>
      {workspace ? <WorkspaceGroup workspace={workspace} /> : null}
      {!workspace && others.length > 0 ? (
        <Group title="Workspaces">
          {others.map(({ id, name }) => (
            <Link key={id} to="/w/$workspace/settings/general" params={{ workspace: id }} className={LINK}>
              <Named icon={Building2}>{name}</Named>
            </Link>
          ))}
        </Group>
      ) : null}
    </nav>
  );
}

function WorkspaceGroup({ workspace: { id, name, role } }: { workspace: NavWorkspace }) {
  const params = { workspace: id };
  const manages = role !== null && managesPeople(role);
  return (
    <Group title={name}>
      <Link to="/w/$workspace/settings/general" params={params} className={LINK}>
        <Named icon={Building2}>General</Named>
      </Link>
      <Link to="/w/$workspace/settings/members" params={params} className={LINK}>
        <Named icon={UsersRound}>Members</Named>
      </Link>
      {manages ? (
        <>
          <Link to="/w/$workspace/settings/invitations" params={params} className={LINK}>
            <Named icon={MailPlus}>Invitations</Named>
          </Link>
          <Link to="/w/$workspace/settings/audit" params={params} className={LINK}>
            <Named icon={ScrollText}>Audit log</Named>
          </Link>
        </>
      ) : null}
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-0.5">
      <h2 className="truncate px-2 pb-1 text-xs font-medium text-quiet" dir="auto">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Named({ icon: Drawing, children }: { icon: LucideIcon; children: string }) {
  return (
    <>
      <Drawing aria-hidden />
      <span className="truncate" dir="auto">
        {children}
      </span>
    </>
  );
}
