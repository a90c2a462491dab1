import type { ConnectionState } from "../../../sdk/connection/connection.ts";
import { Button } from "../../design/button.tsx";

/** A line about a workspace that is not live just now. Shown late by its style, so that a blink stays unseen. */
export function ConnectionNotice({ connection, onRetry }: { connection: ConnectionState; onRetry: () => void }) {
  if (connection.name !== "reconnecting" && connection.name !== "offline") return null;
  return (
    <div className="connection-notice row small" role="status">
      <span>
        {connection.name === "offline"
          ? "You are offline. The list of pages may be behind."
          : "The connection was lost. Reconnecting…"}
      </span>
      <Button look="quiet" size="small" onClick={onRetry}>
        Try now
      </Button>
    </div>
  );
}
