import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { ChevronsUpDown, LogOut, Plus, Settings, UserRound, UserRoundPlus } from "lucide-react";
import { initialsOf } from "../../design/avatar.tsx";
import { Menu, MenuHeading, MenuItem, MenuLine, MenuRadio } from "../../design/menu.tsx";
import { workspacesQuery } from "../../queries/workspaces.ts";
import { leave } from "../account/leaving.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { SIDEBAR_LINK } from "./sidebar-link.ts";
import { managesPeople, useWorkspace } from "./workspace.tsx";

/** Which workspace this is; behind it the way to the others, to the settings, and out. */
export function WorkspaceSwitcher() {
  const { id, role, state } = useWorkspace();
  const { api, me } = useSignedIn();
  const navigate = useNavigate();
  const { data: workspaces = [] } = useQuery(workspacesQuery(api));
  const { name } = state.workspace;
  const trigger = (
    <button type="button" aria-label={`Workspace ${name}`} className={clsx(SIDEBAR_LINK, "data-[state=open]:bg-hover")}>
      <span
        aria-hidden
        data-initials={initialsOf(name)}
        className="grid size-6 shrink-0 place-content-center rounded-md bg-accent text-xs font-semibold text-accent-ink before:content-[attr(data-initials)]"
      />
      <span className="min-w-0 flex-1 truncate font-semibold" dir="auto">
        {name}
      </span>
      <ChevronsUpDown aria-hidden className="text-quiet" />
    </button>
  );
  return (
    <Menu trigger={trigger} label={`Workspace ${name}`}>
      {workspaces.length > 1 ? (
        <>
          <MenuRadio
            label="Workspaces"
            value={id}
            options={workspaces.map((each) => ({ value: each.id, name: each.name }))}
            onChange={(workspace) => void navigate({ to: "/w/$workspace", params: { workspace } })}
          />
          <MenuLine />
        </>
      ) : null}
      <MenuItem
        icon={Settings}
        onSelect={() => void navigate({ to: "/w/$workspace/settings", params: { workspace: id } })}
      >
        Workspace settings
      </MenuItem>
      {managesPeople(role) ? (
        <MenuItem
          icon={UserRoundPlus}
          onSelect={() => void navigate({ to: "/w/$workspace/settings/invitations", params: { workspace: id } })}
        >
          Invite people
        </MenuItem>
      ) : null}
      <MenuItem icon={Plus} onSelect={() => void navigate({ to: "/", search: { make: "new" } })}>
        New workspace
      </MenuItem>
      <MenuLine />
      <MenuHeading>{me.email}</MenuHeading>
      <MenuItem icon={UserRound} onSelect={() => void navigate({ to: "/account", search: { w: id } })}>
        Your settings
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={leave}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
