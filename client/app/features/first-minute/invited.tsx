import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import type { InvitationSeen } from "../../../../durable-objects/workspace/protocol.ts";
import { useAct } from "../../design/act.ts";
import { Button, buttonClass } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { workspacesQuery } from "../../queries/workspaces.ts";
import { roleName } from "../../words/roles.ts";
import { useAccount } from "../account/account.tsx";
import { BoardPicture } from "../account/board-picture.tsx";
import { Entry } from "../account/entry.tsx";
import { ENTRY_LINK } from "../account/entry-link.ts";
import { wantedToJoin, wantToJoin } from "../account/joining.ts";
import { whereto } from "./whereto.ts";

type OpenInvitation = Extract<InvitationSeen, { state: "open" }>;

interface InvitedProps {
  invitation: OpenInvitation;
  token: string;
  user: { name: string; email: string } | null;
}

/** An invitation that can be accepted: who invites where to, and the shortest way in for whoever looks. */
export function Invited({ invitation, token, user }: InvitedProps) {
  const { workspace, inviter, email } = invitation;
  const elsewhere = user !== null && email !== null && email !== user.email.toLowerCase();
  return (
    <Entry
      title={workspace.name}
      lead={`${inviter ?? "Someone"} ${invites(invitation)}`}
      beside={<BoardPicture />}
      below={<NotNow user={user} />}
    >
      {user === null ? <WithoutAccount token={token} email={email} /> : null}
      {user && elsewhere ? <AnotherAccount user={user} email={email} token={token} /> : null}
      {user && !elsewhere ? <Join token={token} user={user} call={invitation.call} /> : null}
    </Entry>
  );
}

function WithoutAccount({ token, email }: { token: string; email: string | null }) {
  const search = { from: `/invitations/${token}`, ...(email === null ? {} : { email }) };
  return (
    <>
      {email === null ? null : (
        <p>
          The invitation is for <strong className="wrap-anywhere">{email}</strong>.
        </p>
      )}
      <div className="grid gap-2">
        <Link
          to="/sign-up"
          search={search}
          className={buttonClass({ look: "primary" })}
          onClick={() => wantToJoin(token)}
        >
          Sign up and join
        </Link>
        <Link to="/sign-in" search={search} className={buttonClass()} onClick={() => wantToJoin(token)}>
          I have an account
        </Link>
      </div>
    </>
  );
}

function Join({
  token,
  user,
  call,
}: Pick<InvitedProps, "token"> & { user: { name: string; email: string }; call: string | null }) {
  const { api } = useAccount();
  const queries = useQueryClient();
  const navigate = useNavigate();
  // Whoever came back from signing up for this very invitation has said already that they want in.
  const [wanted] = useState(() => wantedToJoin(token));
  const act = useAct(
    useCallback(async () => {
      const { id } = await api.workspaces.accept(token);
      await queries.invalidateQueries(workspacesQuery(api));
      // Whoever comes back to the link is led inside, and not asked once more.
      queries.removeQueries({ queryKey: ["invitation", token] });
      await navigate({ ...whereto(id, call), replace: true });
    }, [api, token, call, queries, navigate]),
  );
  const { run, busy, problem } = act;
  useEffect(() => {
    if (wanted) void run();
  }, [wanted, run]);
  return (
    <>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <Button look="primary" className="w-full" disabled={busy} onClick={() => void run()}>
        {busy ? "One moment…" : `Join as ${user.name}`}
      </Button>
      <p className="text-sm text-quiet wrap-anywhere">You are signed in with {user.email}.</p>
    </>
  );
}

function AnotherAccount({ user, email, token }: { user: { email: string }; email: string; token: string }) {
  const { signOut } = useAccount();
  const navigate = useNavigate();
  const act = useAct(
    useCallback(async () => {
      await signOut();
      wantToJoin(token);
      await navigate({ to: "/sign-in", search: { from: `/invitations/${token}`, email } });
    }, [signOut, navigate, token, email]),
  );
  return (
    <>
      <Notice tone="warn">
        <p className="wrap-anywhere">
          This invitation is for {email}, and you are signed in with {user.email}.
        </p>
      </Notice>
      {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      <Button look="primary" className="w-full" disabled={act.busy} onClick={() => void act.run()}>
        Sign out, and go on as {email}
      </Button>
    </>
  );
}

function NotNow({ user }: { user: { name: string } | null }) {
  return (
    <Link to="/" className={ENTRY_LINK}>
      {user ? "Not now: to your workspaces" : "Not now"}
    </Link>
  );
}

/** What somebody is invited to, after the name of who does it. */
function invites({ role, call }: OpenInvitation): string {
  if (call !== null) return "invites you to a call. You come as a guest, and see nothing else here.";
  return `invites you to join as ${article(roleName(role).toLowerCase())}.`;
}

/** A role with its article: "an admin". */
function article(role: string): string {
  return `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`;
}
