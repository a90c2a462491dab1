import { useMemo } from "react";
import { callsOf } from "../sdk/calls/calls.ts";
import type { CallsState } from "../sdk/calls/stream.ts";
import type { WorkspaceRoom } from "../sdk/workspace.ts";
import { useObserved } from "./observed.ts";

/** The calls of a workspace that are planned or go on, and that one may enter; null until its room has told them. */
export function useCalls(room: WorkspaceRoom): CallsState | null {
  return useObserved(useMemo(() => callsOf(room), [room]));
}
