import type { Conversation, ConversationEventBody } from "../../durable-objects/workspace/conversations/protocol.ts";
import type { WorkspaceSnapshot } from "../../durable-objects/workspace/protocol.ts";

type Conversations = Pick<WorkspaceSnapshot, "conversations" | "joined" | "reader">;

/** What an event changes of the conversations its reader may enter, and of those they belong to. */
export function changeOfConversations(
  state: Conversations,
  event: ConversationEventBody,
): Partial<Pick<WorkspaceSnapshot, "conversations" | "joined">> {
  const { conversations, joined, reader } = state;
  // Discussions are found by what they are about, not among these.
  if (event.type === "conversation.created" && event.conversation.about !== null) return {};
  switch (event.type) {
    case "conversation.created":
    case "conversation.changed":
      return { conversations: withConversation(conversations, event.conversation) };
    case "conversation.joined": {
      const { id } = event.conversation;
      const joins = event.users.includes(reader) && !joined.includes(id);
      return {
        conversations: withConversation(conversations, event.conversation),
        ...(joins ? { joined: [...joined, id] } : {}),
      };
    }
    case "conversation.left":
      return withoutMembers(state, event);
    case "conversation.deleted":
      return {
        conversations: conversations.filter(({ id }) => id !== event.conversation),
        joined: joined.filter((id) => id !== event.conversation),
      };
  }
}

function withConversation(conversations: readonly Conversation[], changed: Conversation): Conversation[] {
  const known = conversations.some(({ id }) => id === changed.id);
  return known ? conversations.map((each) => (each.id === changed.id ? changed : each)) : [...conversations, changed];
}

/** Of a conversation for its members alone, whoever has left it sees nothing more. */
function withoutMembers(
  { conversations, joined, reader }: Conversations,
  { conversation, users }: Extract<ConversationEventBody, { type: "conversation.left" }>,
): Pick<WorkspaceSnapshot, "conversations" | "joined"> {
  const leaves = users.includes(reader);
  return {
    conversations: conversations.flatMap((each) => {
      if (each.id !== conversation || each.members === null) return [each];
      return leaves ? [] : [{ ...each, members: each.members.filter((user) => !users.includes(user)) }];
    }),
    joined: leaves ? joined.filter((id) => id !== conversation) : joined,
  };
}
