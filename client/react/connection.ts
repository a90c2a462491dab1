import { useSyncExternalStore } from "react";
import type { ConnectionState } from "../sdk/connection/connection.ts";
import { thisPage } from "../sdk/connection/page.ts";
import type { Observed } from "../sdk/observed.ts";
import { useObserved } from "./observed.ts";

const CONNECTING: ConnectionState = { name: "connecting" };

/** How the connection of a room or doc is; `connecting` while there is none yet. */
export function useConnection(over: { connection: Observed<ConnectionState> } | null): ConnectionState {
  return useObserved(over?.connection ?? null, CONNECTING);
}

/**
 * False from the moment at which the browser says that there is no network. A connection may outlive that, to a server
 * on this very machine; and one that does not is known to be lost only later.
 */
export function useNetworked(): boolean {
  return useSyncExternalStore(listenToPage, isNetworked);
}

const listenToPage = (listener: () => void) => thisPage.listen(listener);
const isNetworked = () => thisPage.networked;
