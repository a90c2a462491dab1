import type { Call } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { Confirm } from "../../design/dialog.tsx";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { useCallName } from "./call-names.ts";

/** Asks before a planned call is cancelled, which nobody can take back. */
export function CancelDialog({ call, onClose }: { call: Call; onClose: () => void }) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const tell = useToast();
  const name = useCallName(call);
  const cancel = () => {
    onClose();
    api.calls.remove(workspace, call.id).then(
      () => tell({ words: `“${name}” is cancelled.` }),
      (cause: unknown) => tell({ words: wordsFor(cause), tone: "danger" }),
    );
  };
  return (
    <Confirm title={`Cancel “${name}”?`} confirm="Cancel the call" onConfirm={cancel} onCancel={onClose}>
      <p>It goes from everyone's list, and its link works no more. Everyone who is invited is told.</p>
    </Confirm>
  );
}
