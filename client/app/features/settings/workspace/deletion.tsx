import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { Field } from "../../../design/field.tsx";
import { Notice } from "../../../design/notice.tsx";
import { Problem } from "../../../design/problem.tsx";
import { workspacesQuery } from "../../../queries/workspaces.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";

/** Marking the workspace for deletion, and keeping it after all. */
export function Deletion() {
  const { id, role, state } = useWorkspace();
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { name, eraseAt } = state.workspace;
  const onSettled = () => queries.invalidateQueries(workspacesQuery(api));
  const schedule = useMutation({ mutationFn: () => api.workspaces.scheduleDeletion(id), onSettled });
  const keep = useMutation({ mutationFn: () => api.workspaces.keep(id), onSettled });
  return (
    <div className="grid grid-cols-1 gap-3">
      {eraseAt === null ? (
        <p className="text-quiet">
          Everything in the workspace is erased 30 days after you delete it. Until then everyone goes on using it, and
          you can keep it after all.
        </p>
      ) : (
        <Notice tone="warn">
          <p>
            Everything in “{name}” is erased on {new Date(eraseAt).toLocaleDateString(undefined, { dateStyle: "long" })}
            .
          </p>
          {role === "owner" ? (
            <div>
              <Button disabled={keep.isPending} onClick={() => keep.mutate()}>
                {keep.isPending ? "One moment…" : "Keep the workspace"}
              </Button>
            </div>
          ) : (
            <p>An owner can still keep it.</p>
          )}
        </Notice>
      )}
      <Problem error={schedule.error ?? keep.error} />
      {eraseAt === null ? (
        <div>
          <Button look="danger" disabled={schedule.isPending} onClick={() => setAsking(true)}>
            Delete this workspace…
          </Button>
        </div>
      ) : null}
      {asking ? (
        <AskForName
          name={name}
          onClose={() => setAsking(false)}
          onSure={() => {
            setAsking(false);
            schedule.mutate();
          }}
        />
      ) : null}
    </div>
  );
}

/** What cannot be done by mistake: the name must be typed. */
function AskForName({ name, onSure, onClose }: { name: string; onSure: () => void; onClose: () => void }) {
  const form = useId();
  const [typed, setTyped] = useState("");
  const sure = typed.trim() === name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sure) onSure();
  };
  return (
    <Dialog
      title={`Delete “${name}”?`}
      description="Its projects, pages, tasks, history and files are erased for everyone in 30 days."
      size="sm"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="danger" disabled={!sure}>
            Delete in 30 days
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field
          label={`Type the name of the workspace: ${name}`}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
