import { useCallback } from "react";
import { useWorkspace } from "../../workspace/workspace.tsx";

/** Answers what somebody is called today; `then` is what they were called when they wrote. */
export function useNameOf(): (user: string, then?: string) => string {
  const { state } = useWorkspace();
  const { members } = state;
  return useCallback(
    (user, then) => members.find((each) => each.user === user)?.name ?? then ?? "Someone who left",
    [members],
  );
}

/** Names as they are said one after the other: `Ada, Bo and Cy`. */
export function inARow(names: readonly string[]): string {
  return row.format(names);
}

const row = new Intl.ListFormat(undefined, { type: "conjunction" });
