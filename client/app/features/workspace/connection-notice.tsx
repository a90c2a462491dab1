import { useNetworked } from "../../../react/connection.ts";
import { useObserved } from "../../../react/observed.ts";
import type { ConnectionState } from "../../../sdk/connection/connection.ts";
import type { WorkspaceRoom } from "../../../sdk/workspace.ts";
import { Button } from "../../design/button.tsx";
import { useSignedIn } from "../account/signed-in.tsx";

interface ConnectionNoticeProps {
  room: WorkspaceRoom;
  connection: ConnectionState;
}

/**
 * A line about a workspace that is not live just now, and what waits to be sent. Shown late by its style, so that a blink
 * stays unseen.
 */
export function ConnectionNotice({ room, connection }: ConnectionNoticeProps) {
  const { commands } = useSignedIn();
  const { length: waiting } = useObserved(room.pending);
  const networked = useNetworked();
  // The socket is not known to be lost yet, but what was asked is not getting through, and the browser knows why.
  const cutOff = connection.name === "online" && !networked && waiting > 0;
  if (connection.name !== "reconnecting" && connection.name !== "offline" && !cutOff) return null;
  const kept = commands ? "kept on this device until then" : "lost if you close this page before";
  return (
    <div className="connection-notice row small" role="status">
      <span>
        {connection.name === "offline" || cutOff ? "You are offline." : "The connection was lost. Reconnecting…"}{" "}
        {waiting === 0
          ? "What you see may be behind."
          : `${waiting === 1 ? "1 change waits" : `${waiting} changes wait`} to be sent, ${kept}.`}
      </span>
      <Button look="quiet" size="sm" onClick={() => room.retry()}>
        Try now
      </Button>
    </div>
  );
}
