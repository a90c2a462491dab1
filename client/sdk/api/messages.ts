import { z } from "zod";
import {
  ConversationReading,
  FoundMessages,
  Message,
  MessageEdit,
  MessagePage,
  ScheduledMessage,
} from "../../../durable-objects/conversation/protocol.ts";
import { newKey } from "../id.ts";
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

/** A search for messages. */
export interface MessageSearch {
  q: string;
  /** Only in this one. */
  conversation?: string | undefined;
  /** `next` of the page before. */
  cursor?: string | undefined;
  limit?: number;
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

  /** What a message said before it was edited, the oldest first. */
  async edits(workspace: string, conversation: string, message: string): Promise<MessageEdit[]> {
    const path = at(workspace, conversation, "messages", message, "edits");
    return (await this.#http.ask("GET", path, { answer: z.object({ items: z.array(MessageEdit) }) })).items;
  }

  /** The pinned messages, those pinned last first. */
  async pins(workspace: string, conversation: string): Promise<Message[]> {
    const path = at(workspace, conversation, "pins");
    return (await this.#http.ask("GET", path, { answer: z.object({ items: z.array(Message) }) })).items;
  }

  /** @param key makes it safe to send again: the same key makes one message only */
  post(
    workspace: string,
    conversation: string,
    message: { text: string; replyTo?: string | null; attachments?: string[] },
    key: string = newKey(),
  ): Promise<Message> {
    const path = at(workspace, conversation, "messages");
    return this.#http.ask("POST", path, { body: message, answer: Message, idempotencyKey: key });
  }

  /** One's own that wait to be sent, the soonest first. */
  async scheduled(workspace: string, conversation: string): Promise<ScheduledMessage[]> {
    return (
      await this.#http.ask("GET", at(workspace, conversation, "scheduled"), {
        answer: z.object({ items: z.array(ScheduledMessage) }),
      })
    ).items;
  }

  /** What is found in one conversation, or in all that one may enter; see the operators of the route. */
  search(workspace: string, { q, conversation, cursor, limit }: MessageSearch): Promise<FoundMessages> {
    const path =
      conversation === undefined ? `/api/workspaces/${workspace}/messages` : at(workspace, conversation, "search");
    const query = {
      q,
      // Days begin where the reader is.
      offset: String(-new Date().getTimezoneOffset()),
      ...(cursor === undefined ? {} : { cursor }),
      ...(limit === undefined ? {} : { limit: String(limit) }),
    };
    return this.#http.ask("GET", path, { answer: FoundMessages, query });
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
