import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Confirm } from "../../../design/dialog.tsx";
import { Problem } from "../../../design/problem.tsx";
import { useToast } from "../../../design/toasts.tsx";
import { workspacesQuery } from "../../../queries/workspaces.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";

/** The way out of a workspace, for all but its only owner. */
export function LeaveWorkspace() {
  const { id, role, state } = useWorkspace();
  const { api, me } = useSignedIn();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const tell = useToast();
  const [asking, setAsking] = useState(false);
  const { name } = state.workspace;
  const leave = useMutation({
    mutationFn: () => api.workspaces.remove(id, me.id),
    onSuccess: async () => {
      await queries.invalidateQueries(workspacesQuery(api));
      await navigate({ to: "/" });
      tell({ words: `You left “${name}”.` });
    },
  });
  const owners = state.members.filter((member) => member.role === "owner").length;
  // What is to be erased needs nobody, once nobody else is in it.
  const abandoned = state.members.length === 1 && state.workspace.eraseAt !== null;
  const lastOwner = role === "owner" && owners === 1 && !abandoned;
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="text-quiet">
        {lastOwner
          ? "You are the only owner, and a workspace needs one. Make someone else an owner first, or delete the workspace."
          : "You lose access at once. What you wrote and made stays. To come back you need a new invitation."}
      </p>
      <Problem error={leave.error} />
      <div>
        <Button look="danger" disabled={lastOwner || leave.isPending} onClick={() => setAsking(true)}>
          Leave this workspace
        </Button>
      </div>
      {asking ? (
        <Confirm
          title={`Leave “${name}”?`}
          confirm="Leave"
          onConfirm={() => {
            setAsking(false);
            leave.mutate();
          }}
          onCancel={() => setAsking(false)}
        >
          <p>You lose access at once, and need a new invitation to come back.</p>
        </Confirm>
      ) : null}
    </div>
  );
}
