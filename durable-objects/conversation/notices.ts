/** What a workspace tells the rooms of its conversations, as the body of a `told` notice: in order and once each. */
import { z } from "zod";
import { Conversation } from "../workspace/conversations/protocol.ts";
import { CallCard } from "./protocol.ts";

export const ConversationNotice = z.discriminatedUnion("type", [
  /** It is otherwise than before. */
  z.object({ type: z.literal("conversation.is"), conversation: Conversation }),
  /** These belong to it from now on; of a discussion, these follow it. */
  z.object({ type: z.literal("conversation.joined"), users: z.array(z.string()) }),
  z.object({ type: z.literal("conversation.left"), users: z.array(z.string()) }),
  /** Of the chat of a call: these are in that now, and nobody else belongs here. */
  z.object({ type: z.literal("conversation.seated"), users: z.array(z.string()) }),
  /**
   * A call was started from it, or planned, or is otherwise now: its message, whose id is the call's, shows it so. One
   * that was called off is ended and was never started.
   */
  z.object({ type: z.literal("call.is"), card: CallCard, by: z.string(), byName: z.string() }),
]);
export type ConversationNotice = z.infer<typeof ConversationNotice>;

/**
 * What a conversation's room tells its workspace of messages: of a discussion all that is said, since who follows the task
 * or page is to hear of it; of any, that one deleted what another said, for the audit log.
 */
export const MessageNotice = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("discussion.posted"),
    conversation: z.string(),
    message: z.string(),
    seq: z.number().int(),
    by: z.string(),
    byName: z.string(),
    at: z.number().int(),
    /** The beginning of its text, without Markdown. */
    excerpt: z.string(),
    /** Who hears of it from the conversation already. */
    mentions: z.array(z.string()),
  }),
  /** The message is gone, and with it what was said of it. */
  z.object({
    type: z.literal("message.deleted"),
    conversation: z.string(),
    message: z.string(),
    author: z.string(),
    by: z.string(),
  }),
]);
export type MessageNotice = z.infer<typeof MessageNotice>;
