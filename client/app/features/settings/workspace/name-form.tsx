import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Field } from "../../../design/field.tsx";
import { Problem } from "../../../design/problem.tsx";
import { useToast } from "../../../design/toasts.tsx";
import { workspacesQuery } from "../../../queries/workspaces.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { ask, managesPeople, useWorkspace } from "../../workspace/workspace.tsx";
import { Unsaved } from "../unsaved.tsx";

const MAX_NAME_LENGTH = 200;

/** What the workspace is called; changed by owners and admins. */
export function WorkspaceName() {
  const { room, role, state } = useWorkspace();
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const tell = useToast();
  const { name } = state.workspace;
  /** Null while nothing is typed: then it is whatever the workspace is called, also when another renames it. */
  const [typed, setTyped] = useState<string | null>(null);
  const wanted = (typed ?? name).trim();
  const rename = useMutation({
    mutationFn: (to: string) => ask(room, { type: "workspace.rename", name: to }),
    onSuccess: async () => {
      setTyped(null);
      tell({ words: "The workspace is renamed." });
      await queries.invalidateQueries(workspacesQuery(api));
    },
  });
  if (!managesPeople(role)) return null;
  const dirty = wanted !== name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (dirty && wanted !== "" && !rename.isPending) rename.mutate(wanted);
  };
  return (
    <form className="grid grid-cols-1 gap-3" onSubmit={submit}>
      <Unsaved dirty={dirty && !rename.isPending} />
      <Field
        label="Name of the workspace"
        hint="Everybody in it sees it, at once."
        maxLength={MAX_NAME_LENGTH}
        autoComplete="off"
        required
        value={typed ?? name}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Problem error={rename.error} />
      <div>
        <Button type="submit" look="primary" disabled={!dirty || wanted === "" || rename.isPending}>
          {rename.isPending ? "Saving…" : "Save name"}
        </Button>
      </div>
    </form>
  );
}
