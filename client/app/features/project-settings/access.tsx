import { useMutation, useQueries, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Grant } from "../../../../durable-objects/workspace/protocol.ts";
import { Avatar } from "../../design/avatar.tsx";
import { Notice } from "../../design/notice.tsx";
import { Section } from "../../design/section.tsx";
import { Switch } from "../../design/switch.tsx";
import { grantsQuery } from "../../queries/grants.ts";
import { wordsFor } from "../../words/problem.ts";
import { roleName } from "../../words/roles.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { managesPeople, useWorkspace } from "../workspace/workspace.tsx";

/** Who sees this project: every member, and the guests to whom it is named. */
export function Access() {
  const { project } = useBoardPage();
  const { id: workspace, state, role } = useWorkspace();
  const members = state.members.filter((member) => member.role !== "guest");
  const guests = state.members.filter((member) => member.role === "guest");
  return (
    <>
      <Section
        title="Members"
        about="Every member of the workspace sees this project. Viewers look; the others change."
      >
        <ul className="grid grid-cols-1 divide-y divide-line rounded-lg border border-line bg-raised">
          {members.map((member) => (
            <li key={member.user} className="flex min-h-11 items-center gap-3 px-3">
              <Avatar user={member.user} name={member.name} size="sm" />
              <span className="min-w-0 flex-1 truncate" dir="auto">
                {member.name}
              </span>
              <span className="text-sm text-quiet">{roleName(member.role)}</span>
            </li>
          ))}
        </ul>
        {managesPeople(role) ? (
          <p>
            <Link to="/w/$workspace/settings/members" params={{ workspace }}>
              Members and invitations
            </Link>
          </p>
        ) : null}
      </Section>
      {managesPeople(role) ? (
        <Section title="Guests" about="A guest sees only what is named to them, and works in it like a member.">
          {guests.length > 0 ? (
            <Guests project={project.id} guests={guests} />
          ) : (
            <p className="text-quiet">No guests yet. Invite one under Members and invitations.</p>
          )}
        </Section>
      ) : null}
    </>
  );
}

function Guests({ project, guests }: { project: string; guests: readonly { user: string; name: string }[] }) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const known = useQueries({ queries: guests.map(({ user }) => grantsQuery(api, workspace, user)) });
  const change = useMutation({
    mutationFn: ({ user, grants }: { user: string; grants: Grant[] }) =>
      api.workspaces.setGrants(workspace, user, grants),
    onSuccess: (grants, { user }) => queries.setQueryData(grantsQuery(api, workspace, user).queryKey, grants),
  });
  const failed = known.find(({ error }) => error)?.error ?? change.error;
  const isThis = (grant: Grant) => grant.kind === "project" && grant.id === project;
  return (
    <>
      {failed ? <Notice tone="danger">{wordsFor(failed)}</Notice> : null}
      <ul className="grid grid-cols-1 divide-y divide-line rounded-lg border border-line bg-raised">
        {guests.map(({ user, name }, at) => {
          const grants = known[at]?.data;
          return (
            <li key={user} className="px-3 py-2">
              <Switch
                label={name}
                checked={grants?.some(isThis) ?? false}
                disabled={!grants || change.isPending}
                onChange={(checked) => {
                  if (!grants) return;
                  const others = grants.filter((grant) => !isThis(grant));
                  change.mutate({ user, grants: checked ? [...others, { kind: "project", id: project }] : others });
                }}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}
