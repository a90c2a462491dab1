import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useCallback } from "react";
import { useAct } from "../design/act.ts";
import { Button } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { useAccount } from "../features/account/account.tsx";
import { Entry } from "../features/account/entry.tsx";

/** Where the link of an invitation leads. */
export function InvitationRoute() {
  const { api, visitor, refresh } = useAccount();
  const { token } = useParams({ from: "/invitations/$token" });
  const navigate = useNavigate();
  const act = useAct(
    useCallback(async () => {
      const workspace = await api.workspaces.accept(token);
      await navigate({ to: "/w/$workspace", params: { workspace: workspace.id } });
    }, [api, token, navigate]),
  );
  switch (visitor.name) {
    case "unknown":
      return null;
    case "unreachable":
      return (
        <Entry title="You are invited">
          <Notice tone="danger">{visitor.problem}</Notice>
          <Button onClick={() => void refresh()}>Try again</Button>
        </Entry>
      );
    case "nobody":
      return (
        <Entry title="You are invited">
          <p>Sign in, or sign up, to join the workspace.</p>
          <div className="row">
            <Link className="button button-primary" to="/sign-up" search={{ from: `/invitations/${token}` }}>
              Sign up
            </Link>
            <Link className="button" to="/sign-in" search={{ from: `/invitations/${token}` }}>
              Sign in
            </Link>
          </div>
        </Entry>
      );
    case "user":
      return (
        <Entry title="You are invited" below={<Link to="/">Not now</Link>}>
          <p>
            Join the workspace as <strong>{visitor.me.name}</strong> ({visitor.me.email}).
          </p>
          {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
          <Button look="primary" disabled={act.busy} onClick={() => void act.run()}>
            {act.busy ? "One moment…" : "Join"}
          </Button>
        </Entry>
      );
  }
}
