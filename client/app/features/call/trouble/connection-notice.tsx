import { useConnection, useNetworked } from "../../../../react/connection.ts";
import { Button } from "../../../design/button.tsx";
import { Notice } from "../../../design/notice.tsx";
import { useShownCall } from "../open-call.tsx";

/** The call's room is away: those in it still see and hear each other, and only what passes through it waits. */
export function ConnectionNotice() {
  const { session } = useShownCall();
  const connection = useConnection(session);
  const networked = useNetworked();
  if (connection.name === "closed") {
    return (
      <Notice tone="danger">
        <p>{connection.sentence}</p>
        <div>
          <Button size="sm" onClick={() => session.reconnect()}>
            Try again
          </Button>
        </div>
      </Notice>
    );
  }
  if (!networked || connection.name === "offline") {
    return (
      <Notice tone="warn">There is no network. Your place is kept for a moment; it is tried again by itself.</Notice>
    );
  }
  if (connection.name !== "reconnecting") return null;
  return (
    <Notice tone="warn">
      The server is away. Whom you see and hear stays; muting and the like come once it is back.
    </Notice>
  );
}
