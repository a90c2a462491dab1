import { ConversationReading, Message, MessagePage } from "../../../durable-objects/conversation/protocol.ts";
import type { Http } from "./http.ts";

/** Which messages of a conversation are listed. */
export interface MessageQuery {
  /** Only those behind this seq, oldest first. */
  after?: number;
  /** Only those before this seq, newest first. */
  before?: number;
  limit?: number;
  /** Only those of the thread that this message began, or `none` for those outside of threads. */
  thread?: string;
}

/** The messages of conversations. Each may throw an ApiError. */
export class MessagesApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** A page of messages, deleted ones as what is left of them; the newest first unless `after` is asked for. */
  list(workspace: string, conversation: string, query: MessageQuery = {}): Promise<MessagePage> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const asked = Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
    return this.#http.ask("GET", at(workspace, conversation, "messages"), { answer: MessagePage, query: asked });
  }

  get(workspace: string, conversation: string, message: string): Promise<Message> {
    return this.#http.ask("GET", at(workspace, conversation, "messages", message), { answer: Message });
  }

  /** What one has read of a conversation, and of the threads one follows or followed. */
  reading(workspace: string, conversation: string): Promise<ConversationReading> {
    return this.#http.ask("GET", at(workspace, conversation, "read"), { answer: ConversationReading });
  }
}

/** The path of a conversation, or of something of it. */
function at(workspace: string, ...within: string[]): string {
  return ["/api/workspaces", workspace, "conversations", ...within.map(encodeURIComponent)].join("/");
}
