import { z } from "zod";

const id = z.string().min(1).max(64).optional().catch(undefined);

/** What of a conversation an address leads to: a thread, and a message there or in the conversation itself. */
export const ConversationSearch = z.object({ thread: id, message: id });
export type ConversationSearch = z.input<typeof ConversationSearch>;
