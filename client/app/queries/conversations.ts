import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Api } from "../../sdk/api/api.ts";

/** Who belongs to a conversation. */
export function conversationMembersQuery(api: Api, workspace: string, conversation: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "conversation", conversation, "members"],
    queryFn: () => api.conversations.members(workspace, conversation),
    staleTime: 0,
  });
}

/** The conversations one may enter, with how many belong to each. @param known tells one state of them from the next */
export function conversationsQuery(api: Api, workspace: string, known: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "conversations", known],
    queryFn: () => api.conversations.list(workspace),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** One conversation, such as a discussion, which a workspace does not list. */
export function conversationQuery(api: Api, workspace: string, conversation: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "conversation", conversation],
    queryFn: () => api.conversations.get(workspace, conversation),
    retry: false,
  });
}
