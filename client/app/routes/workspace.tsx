import { Link, Outlet, useMatch, useParams } from "@tanstack/react-router";
import { Suspense, useEffect, useMemo } from "react";
import { CloseCode } from "../../../durable-objects/room/protocol.ts";
import { useConnection } from "../../react/connection.ts";
import { useObserved } from "../../react/observed.ts";
import { useRoomState, useWorkspaceRoom } from "../../react/room.ts";
import { Button, buttonClass } from "../design/button.tsx";
import { coloursOf } from "../design/colours.ts";
import { PersonColours } from "../design/person-colours.ts";
import { PersonPictures, picturesOf } from "../design/person-pictures.ts";
import { useAccount } from "../features/account/account.tsx";
import { Entry } from "../features/account/entry.tsx";
import { useSignedIn } from "../features/account/signed-in.tsx";
import { Frame, PageGround } from "../features/workspace/frame.tsx";
import { lastWorkspace } from "../features/workspace/last-workspace.ts";
import { AtHand } from "../features/workspace/later.ts";
import { Making } from "../features/workspace/making.tsx";
import { WorkspaceContext } from "../features/workspace/workspace.tsx";
import { WorkspaceCommands } from "../features/workspace/workspace-commands.tsx";
import { NewVersionNotice } from "../offline/new-version-notice.tsx";
import { OfflineNotice } from "../offline/status/offline-notice.tsx";
import { StandingProvider } from "../offline/status/standing-provider.tsx";

/** A workspace: its room while it is open, its sidebar, and the page that is looked at. */
export function WorkspaceRoute() {
  const { workspace } = useParams({ from: "/in/w/$workspace" });
  const { api, commands, rooms } = useSignedIn();
  const room = useWorkspaceRoom(api, workspace, { keep: commands, copies: rooms });
  const state = useRoomState(room);
  const you = useObserved(room?.you ?? null, null);
  const connection = useConnection(room);
  const { refresh } = useAccount();
  const entered = you !== null;
  useEffect(() => {
    if (entered) lastWorkspace.set(workspace);
  }, [entered, workspace]);
  const signedOut = connection.name === "closed" && connection.code === CloseCode.notAuthenticated;
  // The session ended elsewhere; signing in again leads back here.
  useEffect(() => {
    if (signedOut) void refresh();
  }, [signedOut, refresh]);
  const inSettings = useMatch({ from: "/in/w/$workspace/settings", shouldThrow: false }) !== undefined;
  const role = you?.role;
  const members = state?.members;
  const colours = useMemo(() => {
    const inTurn = (members ?? []).toSorted((a, b) => a.joinedAt - b.joinedAt || (a.user < b.user ? -1 : 1));
    return coloursOf(inTurn.map(({ user }) => user));
  }, [members]);
  const pictures = useMemo(() => picturesOf(members ?? []), [members]);
  const open = useMemo(
    () => (room && state && role ? { id: workspace, room, state, role } : null),
    [workspace, room, state, role],
  );

  if (connection.name === "closed" && room) {
    const gone = connection.code === CloseCode.gone;
    return (
      <Entry title={gone ? "There is no such workspace" : "This workspace is closed to you"}>
        <p>{gone ? "It was deleted, or you are not a member of it." : connection.sentence}</p>
        <div className="flex flex-wrap gap-2">
          <Link className={buttonClass({ look: "primary" })} to="/">
            To your workspaces
          </Link>
          <Button onClick={() => room.retry()}>Try again</Button>
        </div>
      </Entry>
    );
  }
  if (!open) {
    return (
      <main className="grid min-h-dvh place-content-center p-4 text-quiet" aria-busy="true">
        {connection.name === "offline" || connection.name === "reconnecting"
          ? "The server cannot be reached. Trying again…"
          : "Opening the workspace…"}
      </main>
    );
  }
  const page = (
    <>
      <NewVersionNotice />
      <OfflineNotice room={open.room} />
      <PageGround>
        <Outlet />
      </PageGround>
    </>
  );
  return (
    <WorkspaceContext value={open}>
      <PersonColours value={colours}>
        <PersonPictures value={pictures}>
          <StandingProvider room={open.room} connection={connection}>
            <WorkspaceCommands />
            <Making />
            <Suspense>
              <AtHand />
            </Suspense>
            {/* Settings have a list of their own at the side, with the way back here. */}
            {inSettings ? <div className="flex h-dvh flex-col bg-paper">{page}</div> : <Frame>{page}</Frame>}
          </StandingProvider>
        </PersonPictures>
      </PersonColours>
    </WorkspaceContext>
  );
}
