import { queryOptions } from "@tanstack/react-query";
import type { Message } from "../../../durable-objects/conversation/protocol.ts";
import type { Api } from "../../sdk/api/api.ts";

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
