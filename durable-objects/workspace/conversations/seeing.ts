/** Who is shown what of the workspace's conversations on its `room` stream. Reads only. */
import type { EventEnvelope } from "../../room/protocol.ts";
import { isClosedCall } from "../calls/entering.ts";
import type { WorkspaceSnapshot } from "../protocol.ts";
import type { MemberRow } from "../store/members.ts";
import type { Stores } from "../store/stores.ts";
import { entersConversation, isClosed, subjectOf } from "./entering.ts";
import { ConversationEventBody } from "./protocol.ts";
import { conversationShown } from "./shown.ts";
import type { ConversationRow } from "./store.ts";

/** The conversations that `member` may enter, discussions left out, and which of them they belong to. */
export function conversationsSeenBy(
  stores: Stores,
  member: MemberRow,
): Pick<WorkspaceSnapshot, "conversations" | "joined"> {
  const rows = stores.conversations.listedFor(member.user).filter((row) => entersConversation(stores, member, row));
  const own = new Set(stores.conversations.of(member.user));
  return {
    conversations: rows.map((row) => conversationShown(stores, row)),
    joined: rows.flatMap(({ id, everyone }) => (own.has(id) || (everyone && member.role !== "guest") ? [id] : [])),
  };
}

/** Whether `member` may see that this was: whoever may enter the conversation now, and whoever left it by that. */
export function seesConversation(stores: Stores, member: MemberRow, event: ConversationEventBody): boolean {
  switch (event.type) {
    case "conversation.created":
    case "conversation.changed":
    case "conversation.joined":
      return enters(stores, member, event.conversation.id);
    case "conversation.left":
      return event.users.includes(member.user) || enters(stores, member, event.conversation);
    case "conversation.deleted":
      return event.members ? event.members.includes(member.user) : member.role !== "guest";
  }
}

/** Whether an event of the log tells of a conversation that was for its members alone, or may have been. */
export function isOfMembersAlone(stores: Stores, event: EventEnvelope): boolean {
  if (!event.type.startsWith("conversation.")) return false;
  const known = ConversationEventBody.safeParse(event).data;
  switch (known?.type) {
    case "conversation.created":
    case "conversation.changed":
    case "conversation.joined":
      return isClosed(known.conversation) || isOfClosedCall(stores, known.conversation);
    case "conversation.deleted":
      return known.members !== null;
    case "conversation.left": {
      const row = stores.conversations.find(known.conversation);
      return row === undefined || isClosed(row) || isOfClosedCall(stores, row);
    }
    case undefined:
      return true;
  }
}

/** Whether it is the chat of a call that is for the members of a conversation alone, or may have been. */
function isOfClosedCall(stores: Stores, { id, kind }: Pick<ConversationRow, "id" | "kind">): boolean {
  if (kind !== "call") return false;
  const row = stores.conversations.find(id);
  const call = row && stores.calls.find(subjectOf(row));
  return call === undefined || isClosedCall(stores, call);
}

function enters(stores: Stores, member: MemberRow, id: string): boolean {
  const row = stores.conversations.find(id);
  return row !== undefined && entersConversation(stores, member, row);
}
