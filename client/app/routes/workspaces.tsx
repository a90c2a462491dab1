import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, useNavigate, useSearch } from "@tanstack/react-router";
import { LogOut, Plus, Settings } from "lucide-react";
import type { WorkspaceView } from "../../../durable-objects/workspace/protocol.ts";
import { useObserved } from "../../react/observed.ts";
import { initialsOf } from "../design/avatar.tsx";
import { Button, buttonClass } from "../design/button.tsx";
import { Problem } from "../design/problem.tsx";
import { Skeleton } from "../design/waiting.tsx";
import { BoardPicture } from "../features/account/board-picture.tsx";
import { Entry } from "../features/account/entry.tsx";
import { leave } from "../features/account/leaving.tsx";
import { useSignedIn } from "../features/account/signed-in.tsx";
import { NewWorkspace } from "../features/first-minute/new-workspace.tsx";
import { lastWorkspace } from "../features/workspace/last-workspace.ts";
import { workspacesQuery } from "../queries/workspaces.ts";
import { roleName } from "../words/roles.ts";

/** The workspaces one belongs to, and the way to a new one; straight on into one for whoever has just signed in. */
export function WorkspacesRoute() {
  const { api, me } = useSignedIn();
  const { go, make } = useSearch({ from: "/in/" });
  const last = useObserved(lastWorkspace);
  const { data: workspaces, error, refetch } = useQuery(workspacesQuery(api));
  if (error) {
    return (
      <Entry title="Your workspaces" below={<SignedInAs />}>
        <Problem error={error} retry={refetch} />
      </Entry>
    );
  }
  if (!workspaces) return <Waiting />;
  if (workspaces.length === 0) {
    return (
      <Entry
        title="Name your workspace"
        lead="It holds the boards and pages of your team. You can rename it at any time."
        below={<SignedInAs />}
        beside={<BoardPicture />}
      >
        <NewWorkspace name={`${firstName(me.name)}'s team`} />
      </Entry>
    );
  }
  const into = go === "in" ? (workspaces.find(({ id }) => id === last) ?? only(workspaces)) : undefined;
  if (into) return <Navigate to="/w/$workspace" params={{ workspace: into.id }} replace />;
  if (make === "new") {
    return (
      <Entry title="A new workspace" lead="It has members, boards and pages of its own." below={<BackToList />}>
        <NewWorkspace name="" />
      </Entry>
    );
  }
  return (
    <Entry title="Your workspaces" below={<SignedInAs />}>
      <WorkspaceList workspaces={workspaces} />
    </Entry>
  );
}

function WorkspaceList({ workspaces }: { workspaces: readonly WorkspaceView[] }) {
  const navigate = useNavigate();
  return (
    <>
      <ul className="grid grid-cols-1 divide-y divide-line rounded-xl border border-line bg-raised">
        {workspaces.map(({ id, name, role, eraseAt }) => (
          <li key={id}>
            <Link
              to="/w/$workspace"
              params={{ workspace: id }}
              className="flex min-h-14 items-center gap-3 px-3 py-2 text-ink no-underline hover:bg-hover"
            >
              <span
                aria-hidden
                className="grid size-8 shrink-0 place-content-center rounded-md bg-accent text-sm font-semibold text-accent-ink"
              >
                {initialsOf(name)}
              </span>
              <span className="grid min-w-0 flex-1">
                <span className="truncate font-medium" dir="auto">
                  {name}
                </span>
                {eraseAt === null ? null : (
                  <span className="text-sm text-danger">
                    Will be deleted on {new Date(eraseAt).toLocaleDateString(undefined, { dateStyle: "medium" })}
                  </span>
                )}
              </span>
              {role ? <span className="text-sm text-quiet">{roleName(role)}</span> : null}
            </Link>
          </li>
        ))}
      </ul>
      <Button className="w-full" onClick={() => void navigate({ to: "/", search: { make: "new" } })}>
        <Plus aria-hidden />
        New workspace
      </Button>
    </>
  );
}

/** Who is signed in, and the way out. */
function SignedInAs() {
  const { me } = useSignedIn();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="min-w-0 flex-1 truncate">
        Signed in as <span className="text-ink">{me.name}</span>
      </p>
      <Link to="/account" className={buttonClass({ look: "quiet", size: "sm" })}>
        <Settings aria-hidden />
        Settings
      </Link>
      <Button look="quiet" size="sm" onClick={leave}>
        <LogOut aria-hidden />
        Sign out
      </Button>
    </div>
  );
}

function BackToList() {
  return (
    <Link to="/" className="text-accent">
      Your workspaces
    </Link>
  );
}

function Waiting() {
  return (
    <Entry title="Your workspaces">
      <div className="grid gap-2" aria-busy="true">
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </div>
    </Entry>
  );
}

function only(workspaces: readonly WorkspaceView[]): WorkspaceView | undefined {
  return workspaces.length === 1 ? workspaces[0] : undefined;
}

/** How somebody is called among friends: the first word of their name. */
function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
