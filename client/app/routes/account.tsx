import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, useMatch, useSearch } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { isNarrow } from "../design/narrow.ts";
import { useSignedIn } from "../features/account/signed-in.tsx";
import { Keys } from "../features/settings/account/keys.tsx";
import { Profile } from "../features/settings/account/profile.tsx";
import { Sessions } from "../features/settings/account/sessions.tsx";
import { Appearance } from "../features/settings/appearance/appearance.tsx";
import { BACK, SettingsFrame } from "../features/settings/frame.tsx";
import { SettingsNav } from "../features/settings/nav.tsx";
import { workspacesQuery } from "../queries/workspaces.ts";

/** One's own settings, with the way back to the workspace one came from. */
export function AccountRoute() {
  const { api } = useSignedIn();
  const { w } = useSearch({ from: "/in/account" });
  const { data: workspaces = [] } = useQuery(workspacesQuery(api));
  const from = workspaces.find(({ id }) => id === w) ?? null;
  const atList = useMatch({ from: "/in/account/", shouldThrow: false }) !== undefined;
  return (
    <SettingsFrame
      atList={atList}
      list={{ to: "/account", search: { w } }}
      back={
        from ? (
          <Link to="/w/$workspace" params={{ workspace: from.id }} className={BACK}>
            <ArrowLeft aria-hidden />
            <span className="truncate" dir="auto">
              {from.name}
            </span>
          </Link>
        ) : (
          <Link to="/" className={BACK}>
            <ArrowLeft aria-hidden />
            Your workspaces
          </Link>
        )
      }
      nav={<SettingsNav workspace={from} others={workspaces} />}
    />
  );
}

/** The settings without one chosen: on a phone their list, else the first of them. */
export function AccountHomeRoute() {
  const { w } = useSearch({ from: "/in/account" });
  return isNarrow() ? null : <Navigate to="/account/profile" search={{ w }} replace />;
}

/** Name, address and password. */
export function ProfileRoute() {
  const { error } = useSearch({ from: "/in/account" });
  return <Profile error={error} />;
}

export { Appearance as AppearanceRoute, Keys as KeysRoute, Sessions as SessionsRoute };
