import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Invitation, InvitationMade } from "../../../../../durable-objects/workspace/protocol.ts";
import { Button } from "../../../design/button.tsx";
import { Chip } from "../../../design/chip.tsx";
import { Confirm } from "../../../design/dialog.tsx";
import { Problem } from "../../../design/problem.tsx";
import { roleName } from "../../../words/roles.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { GrantPicker } from "../grants/grant-picker.tsx";

/** An invitation that can still be accepted: for whom, as what, until when; sending it again and revoking it. */
export function InvitationRow({
  invitation,
  onRenewed,
}: {
  invitation: Invitation;
  onRenewed: (made: { about: string; invitation: InvitationMade }) => void;
}) {
  const { id, state } = useWorkspace();
  const { api } = useSignedIn();
  const [asking, setAsking] = useState(false);
  const about = invitation.email ?? `A link for a ${roleName(invitation.role).toLowerCase()}`;
  const renew = useMutation({
    mutationFn: () => api.workspaces.renewInvitation(id, invitation.id),
    onSuccess: (made) => onRenewed({ about, invitation: made }),
  });
  const revoke = useMutation({ mutationFn: () => api.workspaces.revokeInvitation(id, invitation.id) });
  const inviter = state.members.find(({ user }) => user === invitation.createdBy)?.name;
  const busy = renew.isPending || revoke.isPending;
  const again = invitation.email === null ? "New link" : "Send again";
  return (
    <li className="grid grid-cols-1 gap-2 py-3 compact:py-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="grid min-w-[min(12rem,100%)] flex-1 gap-1">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            <span dir="auto">{invitation.email ?? "A link"}</span>
            <Chip>{roleName(invitation.role)}</Chip>
          </p>
          <p className="text-sm text-quiet">
            {inviter ? `By ${inviter} · ` : ""}
            until {new Date(invitation.expiresAt).toLocaleDateString()}
            {invitation.email === null ? ` · ${usesInWords(invitation)}` : ""}
          </p>
        </div>
        <div className="flex shrink-0 gap-2">
          <Button size="sm" disabled={busy} onClick={() => setAsking(true)} aria-label={`${again}: ${about}`}>
            {again}
          </Button>
          <Button size="sm" disabled={busy} onClick={() => revoke.mutate()} aria-label={`Revoke: ${about}`}>
            Revoke
          </Button>
        </div>
      </div>
      {invitation.role === "guest" && invitation.grants.length > 0 ? <GrantPicker grants={invitation.grants} /> : null}
      <Problem error={renew.error ?? revoke.error} />
      {asking ? (
        <Confirm
          title={invitation.email === null ? "Make a new link for this invitation?" : `Send it to ${about} again?`}
          confirm={invitation.email === null ? "Make a new link" : "Send again"}
          tone="calm"
          onConfirm={() => {
            setAsking(false);
            renew.mutate();
          }}
          onCancel={() => setAsking(false)}
        >
          <p>The link there was works no more. The new one works for at least 7 days.</p>
        </Confirm>
      ) : null}
    </li>
  );
}

function usesInWords({ single, uses }: Invitation): string {
  if (single) return "works once";
  return uses === 0 ? "not used yet" : uses === 1 ? "used once" : `used ${uses} times`;
}
