import type { ConnectionState } from "../../../sdk/connection/connection.ts";
import { Skeleton } from "../../design/waiting.tsx";

/** Where a conversation will be, while it is being opened. */
export function OpeningConversation({ connection }: { connection: ConnectionState }) {
  const isAway = connection.name === "offline" || connection.name === "reconnecting";
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-end gap-4 p-5" aria-busy="true">
      {isAway ? (
        <p className="text-center text-quiet" role="status">
          The server cannot be reached, and this conversation is not kept on this device. Trying again…
        </p>
      ) : (
        ["w-2/3", "w-1/2", "w-3/4"].map((width) => (
          <div key={width} className="flex gap-3">
            <Skeleton className="size-7 rounded-full" />
            <div className="grid flex-1 gap-1.5">
              <Skeleton className="h-4 w-24" />
              <Skeleton className={`h-4 ${width}`} />
            </div>
          </div>
        ))
      )}
      <Skeleton className="h-20" />
    </div>
  );
}
