import { type FormEvent, useCallback, useId, useState } from "react";
import { Role } from "../../../../durable-objects/room/protocol.ts";
import type { Invitation, InvitationMade } from "../../../../durable-objects/workspace/protocol.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { CopyButton } from "../../design/copy-button.tsx";
import { Notice } from "../../design/notice.tsx";
import { roleChoice, roleName } from "../../words/roles.ts";
import { textOf } from "../account/entry.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

const OFFERED: readonly Role[] = ["member", "viewer", "admin"];

/** Invitation links: making one, and those that can still be used. */
export function Invitations() {
  const { id, state } = useWorkspace();
  const { api } = useSignedIn();
  const select = useId();
  const [made, setMade] = useState<InvitationMade | null>(null);
  const invite = useAct(
    useCallback(async (role: Role) => setMade(await api.workspaces.invite(id, { role })), [api, id]),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const role = Role.parse(textOf(new FormData(event.currentTarget), "role"));
    if (!invite.busy) void invite.run(role);
  };
  return (
    <section className="stack" aria-labelledby="invitations">
      <h2 id="invitations">Invitations</h2>
      <form className="invite" onSubmit={submit}>
        <div className="field">
          <label className="field-label" htmlFor={select}>
            Invite as
          </label>
          <select id={select} className="field-input" name="role">
            {OFFERED.map((role) => (
              <option key={role} value={role}>
                {roleChoice(role)}
              </option>
            ))}
          </select>
        </div>
        <Button type="submit" look="primary" disabled={invite.busy}>
          Make a link
        </Button>
      </form>
      {invite.problem ? <Notice tone="danger">{invite.problem}</Notice> : null}
      {made ? <Link made={made} /> : null}
      {state.invitations.length > 0 ? (
        <ul className="people-list">
          {state.invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** The link of a new invitation: told this once. */
function Link({ made }: { made: InvitationMade }) {
  return (
    <Notice>
      <p>Send this link to whom you invite. It is shown this once and works for 7 days.</p>
      <div className="invite-link">
        <input className="field-input" aria-label="Invitation link" readOnly value={made.url} onFocus={selectAll} />
        <CopyButton key={made.id} text={made.url}>
          Copy
        </CopyButton>
      </div>
    </Notice>
  );
}

function selectAll(event: { currentTarget: HTMLInputElement }): void {
  event.currentTarget.select();
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { id } = useWorkspace();
  const { api } = useSignedIn();
  const revoke = useAct(
    useCallback(() => api.workspaces.revokeInvitation(id, invitation.id), [api, id, invitation.id]),
  );
  const uses = invitation.uses === 1 ? "used once" : `used ${invitation.uses} times`;
  return (
    <li className="people-row">
      <span className="people-name">
        {invitation.email ?? `A link for a ${roleName(invitation.role).toLowerCase()}`}
        <span className="quiet small">
          {" "}
          {invitation.uses > 0 ? `${uses}, ` : ""}until {new Date(invitation.expiresAt).toLocaleDateString()}
        </span>
      </span>
      <Button size="sm" look="quiet" disabled={revoke.busy} onClick={() => void revoke.run()}>
        Revoke
      </Button>
      {revoke.problem ? <Notice tone="danger">{revoke.problem}</Notice> : null}
    </li>
  );
}
