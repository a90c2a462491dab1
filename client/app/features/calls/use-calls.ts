import { useCalls as useCallsOf } from "../../../react/calls.ts";
import type { CallsState } from "../../../sdk/calls/stream.ts";
import { useWorkspace } from "../workspace/workspace.tsx";

/** The calls of the open workspace that are planned or go on; null until they are known. */
export function useCalls(): CallsState | null {
  const { room } = useWorkspace();
  return useCallsOf(room);
}
