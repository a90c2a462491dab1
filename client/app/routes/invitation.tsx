import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, useParams } from "@tanstack/react-router";
import { ApiError } from "../../sdk/api/problem.ts";
import { Button, buttonClass } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { Skeleton } from "../design/waiting.tsx";
import { useAccount } from "../features/account/account.tsx";
import { BoardPicture } from "../features/account/board-picture.tsx";
import { Entry } from "../features/account/entry.tsx";
import { EndedInvitation } from "../features/first-minute/ended-invitation.tsx";
import { Invited } from "../features/first-minute/invited.tsx";
import { whereto } from "../features/first-minute/whereto.ts";
import { invitationQuery } from "../queries/workspaces.ts";
import { wordsFor } from "../words/problem.ts";

/** Where the link of an invitation leads: by way of an account into its workspace. */
export function InvitationRoute() {
  const { visitor, refresh } = useAccount();
  switch (visitor.name) {
    case "unknown":
      return <Waiting />;
    case "unreachable":
      return (
        <Entry title="You are invited">
          <Notice tone="danger">{visitor.problem}</Notice>
          <Button onClick={() => void refresh()}>Try again</Button>
        </Entry>
      );
    case "nobody":
      return <Seen user={null} />;
    case "user":
      return <Seen user={visitor.me} />;
  }
}

function Seen({ user }: { user: { id: string; name: string; email: string } | null }) {
  const { api } = useAccount();
  const { token } = useParams({ from: "/invitations/$token" });
  const { data: invitation, error, refetch } = useQuery(invitationQuery(api, token, user?.id ?? null));
  if (error instanceof ApiError && error.code === "not_found") return <EndedInvitation end="unknown" user={user} />;
  if (error) {
    return (
      <Entry title="You are invited">
        <Notice tone="danger">{wordsFor(error)}</Notice>
        <div className="flex flex-wrap gap-2">
          <Button look="primary" onClick={() => void refetch()}>
            Try again
          </Button>
          <Link to="/" className={buttonClass()}>
            To your workspaces
          </Link>
        </div>
      </Entry>
    );
  }
  if (!invitation) return <Waiting />;
  switch (invitation.state) {
    case "mine":
      return <Navigate {...whereto(invitation.workspace.id, invitation.call)} replace />;
    case "open":
      return <Invited invitation={invitation} token={token} user={user} />;
    case "expired":
    case "used":
    case "revoked":
      return <EndedInvitation end={invitation.state} user={user} />;
  }
}

function Waiting() {
  return (
    <Entry title="You are invited" beside={<BoardPicture />}>
      <div className="grid gap-3" aria-busy="true">
        <Skeleton className="h-5 w-3/4" />
        <Skeleton className="h-9" />
      </div>
    </Entry>
  );
}
