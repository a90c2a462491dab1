import { useDiscussion } from "../discussion/use-discussion.ts";
import { useOwnInbox } from "../inbox/own-inbox.ts";

/** How much is unread in the chat of a call for one who is in that: so many, or 100 for more. */
export function useUnreadChat(call: string): number {
  const { id } = useDiscussion({ type: "call", id: call });
  const { state } = useOwnInbox();
  return (id && state?.conversations.get(id)?.unread) || 0;
}
