import { useEffect, useState } from "react";
import type { WorkspaceRoom } from "../../../sdk/workspace.ts";
import { Button } from "../../design/button.tsx";
import { useStanding } from "./standing-provider.tsx";
import { sentenceOf } from "./words.ts";

/** A connection that is back within this was never missed. */
const BLINK_MS = 1_000;

/** A line about a workspace that is not live just now, and what waits to be sent. The announcer says it. */
export function OfflineNotice({ room }: { room: WorkspaceRoom }) {
  const standing = useStanding();
  const away = standing.name === "offline";
  const lasting = useLasting(away);
  if (!away || (!lasting && standing.waiting === 0)) return null;
  return (
    <div
      className="flex items-center gap-3 border-b border-line bg-warn-soft px-4 py-1.5 text-sm text-warn"
      data-notice="offline"
    >
      <span className="min-w-0 flex-1">{sentenceOf(standing)}</span>
      <Button look="quiet" size="sm" onClick={() => room.retry()}>
        Try now
      </Button>
    </div>
  );
}

/** True once `so` has been true for longer than a blink. */
function useLasting(so: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!so) return;
    const timer = setTimeout(() => setLasting(true), BLINK_MS);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [so]);
  return so && lasting;
}
