import type { ConnectionState } from "../sdk/connection/connection.ts";
import type { Observed } from "../sdk/observed.ts";
import { useObserved } from "./observed.ts";

const CONNECTING: ConnectionState = { name: "connecting" };

/** How the connection of a room or doc is; `connecting` while there is none yet. */
export function useConnection(over: { connection: Observed<ConnectionState> } | null): ConnectionState {
  return useObserved(over?.connection ?? null, CONNECTING);
}
