import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { useAct } from "../design/act.ts";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { AccountMenu } from "../features/account/account-menu.tsx";
import { Entry, EntryForm, textOf } from "../features/account/entry.tsx";
import { useSignedIn } from "../features/account/signed-in.tsx";
import { workspacesQuery } from "../queries/workspaces.ts";
import { wordsFor } from "../words/problem.ts";
import { roleName } from "../words/roles.ts";

/** The workspaces one belongs to, and the way to a new one. */
export function WorkspacesRoute() {
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: workspaces, error, refetch } = useQuery(workspacesQuery(api));
  const found = useAct(
    useCallback(
      async (form: FormData) => {
        const { id } = await api.workspaces.create(textOf(form, "name").trim());
        await queries.invalidateQueries(workspacesQuery(api));
        await navigate({ to: "/w/$workspace", params: { workspace: id } });
      },
      [api, queries, navigate],
    ),
  );
  return (
    <Entry title="Your workspaces" below={<AccountMenu />}>
      {error ? (
        <Notice tone="danger">
          <p>{wordsFor(error)}</p>
          <div>
            <Button onClick={() => void refetch()}>Try again</Button>
          </div>
        </Notice>
      ) : null}
      {workspaces && workspaces.length > 0 ? (
        <ul className="stack-tight">
          {workspaces.map((workspace) => (
            <li key={workspace.id} className="row">
              <Link to="/w/$workspace" params={{ workspace: workspace.id }}>
                {workspace.name}
              </Link>
              {workspace.role ? <span className="quiet small push">{roleName(workspace.role)}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {workspaces?.length === 0 ? <p>A workspace holds the pages of your team. Make your first one.</p> : null}
      <EntryForm submit="Make a workspace" act={found} onSubmit={found.run}>
        <Field label="Name of the new workspace" name="name" maxLength={200} autoComplete="off" required />
      </EntryForm>
    </Entry>
  );
}
