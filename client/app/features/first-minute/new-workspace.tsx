import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { useAct } from "../../design/act.ts";
import { CheckField, Field } from "../../design/field.tsx";
import { textOf } from "../../design/text-of.ts";
import { workspacesQuery } from "../../queries/workspaces.ts";
import { dayOf } from "../../words/dates.ts";
import { EntryForm } from "../account/entry.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useAttempt } from "../workspace/attempt.ts";

interface NewWorkspaceProps {
  /** What stands in the field to begin with. */
  name: string;
}

/** Makes a workspace, with a sample project unless it is not wanted, and goes to its board. */
export function NewWorkspace({ name }: NewWorkspaceProps) {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { keyOf } = useAttempt();
  const act = useAct(
    useCallback(
      async (form: FormData) => {
        const wanted = textOf(form, "name").trim();
        const sample = form.has("sample") ? { today: dayOf(Date.now()) } : undefined;
        const key = keyOf(`${wanted} ${sample?.today ?? ""}`);
        const { id } = await api.workspaces.create(wanted, { sample, key });
        await queries.invalidateQueries(workspacesQuery(api));
        await navigate({ to: "/w/$workspace", params: { workspace: id } });
      },
      [api, queries, navigate, keyOf],
    ),
  );
  return (
    <EntryForm submit="Make the workspace" act={act} onSubmit={act.run}>
      <Field
        label="Name of the workspace"
        name="name"
        maxLength={200}
        autoComplete="off"
        defaultValue={name}
        onFocus={(event) => event.currentTarget.select()}
        required
        autoFocus
      />
      <CheckField
        label="Begin with a sample project"
        hint="A small board to try things on. Delete it when you have seen enough."
        name="sample"
        defaultChecked
      />
    </EntryForm>
  );
}
