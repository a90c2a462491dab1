import type { z } from "zod";
import {
  type ConversationChange,
  ConversationMember,
  ConversationView,
  type NewConversation,
} from "../../../durable-objects/workspace/conversations/protocol.ts";
import { newKey } from "../id.ts";
import { type Http, listOf, Nothing } from "./http.ts";

/** What a discussion is about. */
export type Discussed = { task: string } | { page: string } | { call: string };

/** Conversations of a workspace and who belongs to them; what is said in one, see {@link MessagesApi}. Each may throw an ApiError. */
export class ConversationsApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Those one may enter, the oldest first; discussions left out. */
  list(workspace: string): Promise<ConversationView[]> {
    return this.#http.all(at(workspace), ConversationView);
  }

  get(workspace: string, conversation: string): Promise<ConversationView> {
    return this.#http.ask("GET", at(workspace, conversation), { answer: ConversationView });
  }

  /**
   * A direct or group one with the same people is the one there is.
   * @param key makes it safe to send again: the same key makes one conversation only
   */
  create(
    workspace: string,
    wanted: z.input<typeof NewConversation>,
    key: string = newKey(),
  ): Promise<ConversationView> {
    return this.#http.ask("POST", at(workspace), { body: wanted, answer: ConversationView, idempotencyKey: key });
  }

  change(workspace: string, conversation: string, set: z.input<typeof ConversationChange>): Promise<ConversationView> {
    return this.#http.ask("PATCH", at(workspace, conversation), { body: set, answer: ConversationView });
  }

  /** Deletes it for ever, with all that was said. */
  async remove(workspace: string, conversation: string): Promise<void> {
    await this.#http.ask("DELETE", at(workspace, conversation), { answer: Nothing });
  }

  members(workspace: string, conversation: string): Promise<ConversationMember[]> {
    return this.#http.all(at(workspace, conversation, "members"), ConversationMember);
  }

  addMembers(workspace: string, conversation: string, members: readonly string[]): Promise<ConversationView> {
    const path = at(workspace, conversation, "members");
    return this.#http.ask("POST", path, { body: { members }, answer: ConversationView });
  }

  async removeMember(workspace: string, conversation: string, user: string): Promise<void> {
    await this.#http.ask("DELETE", at(workspace, conversation, "members", user), { answer: Nothing });
  }

  join(workspace: string, conversation: string): Promise<ConversationView> {
    return this.#http.ask("POST", at(workspace, conversation, "join"), { answer: ConversationView });
  }

  async leave(workspace: string, conversation: string): Promise<void> {
    await this.#http.ask("POST", at(workspace, conversation, "leave"), { answer: Nothing });
  }

  /** Says that all of it is read, outside of threads. */
  async readAll(workspace: string, conversation: string): Promise<void> {
    await this.#http.ask("PUT", at(workspace, conversation, "read"), { body: {}, answer: Nothing });
  }

  /**
   * The discussion of a task or page, or the chat of a call, by its id, or null while there is none: most have none, and browsers would tell each
   * answer that says so as a failure.
   */
  async discussion(workspace: string, about: Discussed): Promise<ConversationView | null> {
    const { kind, id } = subjectOf(about);
    const query = { kind, about: id };
    const { items } = await this.#http.ask("GET", at(workspace), { answer: listOf(ConversationView), query });
    return items[0] ?? null;
  }

  /** The discussion of a task or page, or the chat of a call, which is made if there is none yet. */
  discuss(workspace: string, about: Discussed): Promise<ConversationView> {
    return this.#http.ask("PUT", discussionOf(workspace, about), { answer: ConversationView });
  }
}

/** Where all that was said in a conversation can be downloaded, as JSON lines or as Markdown. */
export function conversationExportAddress(
  workspace: string,
  conversation: string,
  format: "jsonl" | "markdown" = "markdown",
): string {
  return `${at(workspace, conversation, "export")}?${new URLSearchParams({ format })}`;
}

/** The path of a workspace's conversations, of one, or of something of it. */
function at(workspace: string, ...within: string[]): string {
  return ["/api/workspaces", workspace, "conversations", ...within.map(encodeURIComponent)].join("/");
}

function discussionOf(workspace: string, about: Discussed): string {
  const { kind, id } = subjectOf(about);
  return `/api/workspaces/${workspace}/${kind}s/${encodeURIComponent(id)}/discussion`;
}

function subjectOf(about: Discussed): { kind: "task" | "page" | "call"; id: string } {
  if ("task" in about) return { kind: "task", id: about.task };
  return "page" in about ? { kind: "page", id: about.page } : { kind: "call", id: about.call };
}
