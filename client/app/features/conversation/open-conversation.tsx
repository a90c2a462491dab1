import { createContext, use } from "react";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import type { ConversationRoom } from "../../../sdk/conversation/room.ts";

/** The conversation that is open, and what its reader may do in it. It stays the same while messages come. */
export interface OpenConversation {
  room: ConversationRoom;
  conversation: Conversation;
  /** What its reader calls it: `#general`, `Bo`. */
  name: string;
  mayWrite: boolean;
  /** Whether they may delete what others wrote. */
  mayModerate: boolean;
  /** The address of a message, to be copied. */
  urlOf: (message: { id: string; replyTo: string | null }) => string;
  openThread: (root: string) => void;
}

export const OpenConversationContext = createContext<OpenConversation | null>(null);

/** The open conversation. @throws Error outside of one */
export function useOpenConversation(): OpenConversation {
  const open = use(OpenConversationContext);
  if (!open) throw new Error("no conversation is open");
  return open;
}
