import type { Access } from "../access.ts";
import type { Change } from "../change.ts";
import { addMembers, joinConversation, leaveConversation, removeFromConversation } from "./belonging.ts";
import { changeConversation, deleteConversation } from "./changing.ts";
import type { Conversation, ConversationAction } from "./protocol.ts";
import { conversationShown } from "./shown.ts";
import type { ConversationRow } from "./store.ts";

/**
 * Does what is asked of a conversation; where the actor may still enter it, answers how it is then.
 * @throws RoomError for what is refused; nothing of it stays then
 */
export function performOnConversation(
  change: Change,
  access: Access,
  action: ConversationAction,
): { conversation: Conversation } | undefined {
  const { conversation: id } = action;
  const shown = (row: ConversationRow) => ({ conversation: conversationShown(change.stores, row) });
  switch (action.type) {
    case "conversation.change":
      return shown(changeConversation(change, access, id, action.set));
    case "conversation.join":
      return shown(joinConversation(change, access, id));
    case "conversation.leave":
      return void leaveConversation(change, access, id);
    case "conversation.add_members":
      return shown(addMembers(change, access, id, action.users));
    case "conversation.remove_member":
      return void removeFromConversation(change, access, id, action.user);
    case "conversation.delete":
      return void deleteConversation(change, access, id);
  }
}

/** Whether what is asked of a workspace is about its conversations. */
export function isOnConversation(action: { type: string }): action is ConversationAction {
  return action.type.startsWith("conversation.");
}
