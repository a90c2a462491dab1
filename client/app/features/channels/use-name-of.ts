import { useCallback } from "react";
import { useWorkspace } from "../workspace/workspace.tsx";
import { nameOf } from "./names.ts";

/** Answers what somebody is called today; `then` is what they were called when they wrote. */
export function useNameOf(): (user: string, then?: string) => string {
  const { state } = useWorkspace();
  const { members } = state;
  return useCallback((user, then) => nameOf(user, members, then), [members]);
}
