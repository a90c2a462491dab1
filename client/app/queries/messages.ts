import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Message } from "../../../durable-objects/conversation/protocol.ts";
import type { Api } from "../../sdk/api/api.ts";

/** The page that nothing comes before. */
const FIRST: string | null = null;

/** What a message said before it was edited, the oldest first; asked for anew after each edit. */
export function messageEditsQuery(
  api: Api,
  workspace: string,
  conversation: string,
  { id, editedAt }: Pick<Message, "id" | "editedAt">,
) {
  return queryOptions({
    queryKey: ["workspace", workspace, "conversation", conversation, "edits", id, editedAt],
    queryFn: () => api.messages.edits(workspace, conversation, id),
  });
}

/** What was pinned in a conversation, the latest first. */
export function pinsQuery(api: Api, workspace: string, conversation: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "conversation", conversation, "pins"],
    queryFn: () => api.messages.pins(workspace, conversation),
  });
}

/** One message. */
export function messageQuery(api: Api, workspace: string, conversation: string, message: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "conversation", conversation, "message", message],
    queryFn: () => api.messages.get(workspace, conversation, message),
  });
}

/** One's own messages that wait to be sent in a conversation, the soonest first. */
export function scheduledQuery(api: Api, workspace: string, conversation: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "conversation", conversation, "scheduled"],
    queryFn: () => api.messages.scheduled(workspace, conversation),
  });
}

/** What is found in all conversations that one may enter, page by page, the newest first. */
export function foundMessagesQuery(api: Api, workspace: string, search: string) {
  return infiniteQueryOptions({
    queryKey: ["workspace", workspace, "messages found", search],
    queryFn: ({ pageParam }) => api.messages.search(workspace, { q: search, cursor: pageParam ?? undefined }),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
    // What was said meanwhile is found, too.
    staleTime: 0,
    retry: false,
  });
}
