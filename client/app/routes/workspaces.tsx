import { useCallback, useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import type { WorkspaceView } from "../../../durable-objects/workspace/protocol.ts";
import { useAct } from "../design/act.ts";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { AccountMenu } from "../features/account/account-menu.tsx";
import { Entry, EntryForm, textOf } from "../features/account/entry.tsx";
import { useSignedIn } from "../features/account/signed-in.tsx";
import { roleName } from "../words/roles.ts";

export function Component() {
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const [workspaces, setWorkspaces] = useState<WorkspaceView[] | null>(null);
  const { run: load, problem } = useAct(useCallback(async () => setWorkspaces(await api.workspaces.list()), [api]));
  const found = useAct(
    useCallback(
      async (form: FormData) => {
        const { id } = await api.workspaces.create(textOf(form, "name").trim());
        await navigate(`/w/${id}`);
      },
      [api, navigate],
    ),
  );
  useEffect(() => {
    void load();
  }, [load]);
  return (
    <Entry title="Your workspaces" below={<AccountMenu />}>
      {problem ? (
        <Notice tone="danger">
          <p>{problem}</p>
          <div>
            <Button onClick={() => void load()}>Try again</Button>
          </div>
        </Notice>
      ) : null}
      {workspaces && workspaces.length > 0 ? (
        <ul className="stack-tight">
          {workspaces.map((workspace) => (
            <li key={workspace.id} className="row">
              <Link to={`/w/${workspace.id}`}>{workspace.name}</Link>
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
