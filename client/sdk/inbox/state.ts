import type { ConversationUnread, InboxSnapshot } from "../../../durable-objects/inbox/protocol.ts";

/** An inbox as it is shown, with what is asked here done to it at once. */
export interface InboxState extends Readonly<Omit<InboxSnapshot, "conversations">> {
  /** What is unread in each conversation, by its id; one in which nothing ever was is not among them. */
  readonly conversations: ReadonlyMap<string, ConversationUnread>;
}

/** The state that a snapshot tells. */
export function inboxOf({ conversations, ...rest }: InboxSnapshot): InboxState {
  return { ...rest, conversations: new Map(conversations.map((each) => [each.conversation, each])) };
}

/** The snapshot that {@link inboxOf} makes `state` of again. */
export function snapshotOf({ conversations, ...rest }: InboxState): InboxSnapshot {
  return { ...rest, conversations: [...conversations.values()] };
}
