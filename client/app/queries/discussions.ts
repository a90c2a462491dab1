import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../sdk/api/api.ts";
import type { Discussed } from "../../sdk/api/conversations.ts";

/** The discussion of a task or page, or the chat of a call; null while there is none. */
export function discussionQuery(api: Api, workspace: string, about: Discussed) {
  return queryOptions({
    queryKey: ["workspace", workspace, "discussion", about],
    queryFn: () => api.conversations.discussion(workspace, about),
    staleTime: 0,
  });
}
