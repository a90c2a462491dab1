import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { conversationsQuery } from "../../queries/conversations.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** How many belong to each conversation of the open workspace, as far as it is known. */
export function useMemberCounts(): ReadonlyMap<string, number> {
  const { id: workspace, state } = useWorkspace();
  const { api } = useSignedIn();
  // Who belongs to what is open is told live of oneself alone: with that, and with what is new, all is asked for again.
  const known = `${state.conversations.length} ${state.joined.join()}`;
  const { data } = useQuery(conversationsQuery(api, workspace, known));
  return useMemo(() => new Map(data?.map(({ id, people }) => [id, people])), [data]);
}
