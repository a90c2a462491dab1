import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useCallback, useState } from "react";
import type { Call } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { Confirm } from "../../design/dialog.tsx";
import { Notice } from "../../design/notice.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** Deletes a call that is over for ever, once that is what is meant; then all calls are shown. */
export function DeleteCall({ call, name }: { call: Call; name: string }) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const act = useAct(
    useCallback(async () => {
      await api.calls.remove(workspace, call.id);
      await navigate({ to: "/w/$workspace/calls", params: { workspace } });
    }, [api, workspace, call.id, navigate]),
  );
  return (
    <>
      <Button size="sm" look="danger" disabled={act.busy} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden />
        Delete…
      </Button>
      {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      {isAsking ? (
        <Confirm
          title={`Delete “${name}”?`}
          confirm="Delete for ever"
          onConfirm={() => {
            setAsking(false);
            void act.run();
          }}
          onCancel={() => setAsking(false)}
        >
          <p>What was written in it and who was in it when are deleted for everyone.</p>
          <p>This cannot be undone.</p>
        </Confirm>
      ) : null}
    </>
  );
}
