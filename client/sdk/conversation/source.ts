import type { ConversationReading, Message, MessagePage } from "../../../durable-objects/conversation/protocol.ts";
import type { Api } from "../api/api.ts";

/** Which page of a flow: so many of the newest, or from a seq on, which is not among them. */
export interface PageAsked {
  /** Null for the conversation itself, or the message that began a thread. */
  thread: string | null;
  /** Asks for those before it, newest first. */
  before?: number;
  /** Asks for those behind it, oldest first. */
  after?: number;
  limit: number;
}

/** What an open conversation asks for besides what its room tells. Each may reject with an ApiError. */
export interface MessageSource {
  page(asked: PageAsked): Promise<MessagePage>;
  message(message: string): Promise<Message>;
  /** What the reader has read by now, on whatever device. */
  reading(): Promise<ConversationReading>;
}

/** The messages of one conversation over HTTP. */
export function messagesOverHttp(api: Api, workspace: string, conversation: string): MessageSource {
  return {
    page: ({ thread, ...asked }) => api.messages.list(workspace, conversation, { thread: thread ?? "none", ...asked }),
    message: (message) => api.messages.get(workspace, conversation, message),
    reading: () => api.messages.reading(workspace, conversation),
  };
}
