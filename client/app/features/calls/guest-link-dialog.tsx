import { useCallback, useEffect, useState } from "react";
import type { Call } from "../../../../durable-objects/workspace/calls/protocol.ts";
import type { CallLink } from "../../../sdk/api/calls.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { CopyButton } from "../../design/copy-button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Notice } from "../../design/notice.tsx";
import { exactTime } from "../../words/dates.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { Secret } from "../settings/secret.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { useCallName } from "./call-names.ts";

/** The link by which people from outside come as guests: to be made, copied, and taken back. */
export function GuestLinkDialog({ call, onClose }: { call: Call; onClose: () => void }) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const name = useCallName(call);
  const [link, setLink] = useState<CallLink | null>(null);
  const ask = useAct(
    useCallback(async () => setLink(await api.calls.makeLink(workspace, call.id)), [api, workspace, call.id]),
  );
  const revoke = useAct(
    useCallback(async () => {
      await api.calls.revokeLink(workspace, call.id);
      setLink(null);
    }, [api, workspace, call.id]),
  );
  const { run } = ask;
  // One that there is already is told as often as it is asked for.
  const [wasLinked] = useState(call.linked);
  useEffect(() => {
    if (wasLinked) void run();
  }, [wasLinked, run]);
  const busy = ask.busy || revoke.busy;
  const problem = ask.problem ?? revoke.problem;
  return (
    <Dialog
      title="Link for guests"
      description={`Whoever opens it signs in, sees nothing here but “${name}”, and waits until a host lets them in.`}
      onClose={onClose}
      size="sm"
      footer={
        link ? (
          <Button look="danger" disabled={busy} onClick={() => void revoke.run()}>
            Take the link back
          </Button>
        ) : (
          <Button look="primary" disabled={busy} onClick={() => void run()}>
            Make a link
          </Button>
        )
      }
    >
      <div className="grid grid-cols-1 gap-3">
        {link ? (
          <>
            <Secret label="Link for guests" text={link.url}>
              <CopyButton text={link.url}>Copy</CopyButton>
            </Secret>
            <p className="text-sm text-quiet">
              It works until {exactTime(link.expiresAt)}, and no longer than the call. Taken back, it works no more; who
              came by it stays.
            </p>
          </>
        ) : busy ? null : (
          <p className="text-quiet">There is no link yet.</p>
        )}
        {problem ? <Notice tone="danger">{problem}</Notice> : null}
      </div>
    </Dialog>
  );
}
