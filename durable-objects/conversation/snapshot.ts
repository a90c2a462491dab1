import { SNAPSHOT_MESSAGES } from "./limits.ts";
import type { ConversationSnapshot, Message } from "./protocol.ts";
import { readStateFor, threadsOf } from "./reading/states.ts";
import type { Stores } from "./stores.ts";

/** What one who opens the conversation is shown. The messages are written once for all who open it at the same seq. */
export class Snapshots {
  readonly #stores: Stores;
  #newest: { head: number; messages: string; more: boolean } | null = null;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** The {@link ConversationSnapshot} for `user`, as JSON; `head` is the newest seq there is. */
  of(user: string, head: number): string {
    const stores = this.#stores;
    const { messages, more } = this.#messages(head);
    const rest: Omit<ConversationSnapshot, "conversation" | "messages"> = {
      more,
      pins: stores.messages.pinCount(),
      read: readStateFor(stores, user, head),
      threads: threadsOf(stores, user, head),
    };
    const conversation = JSON.stringify(stores.about.find() ?? null);
    return `{"conversation":${conversation},"messages":${messages},${JSON.stringify(rest).slice(1)}`;
  }

  #messages(head: number): { messages: string; more: boolean } {
    if (this.#newest?.head === head) return this.#newest;
    const page = newestPage(this.#stores, head);
    this.#newest = { head, messages: JSON.stringify(page.messages), more: page.more };
    return this.#newest;
  }
}

function newestPage({ messages }: Stores, head: number): { messages: Message[]; more: boolean } {
  const newest = messages.page({ of: "main" }, { before: head + 1 }, SNAPSHOT_MESSAGES + 1);
  return { messages: newest.slice(0, SNAPSHOT_MESSAGES).reverse(), more: newest.length > SNAPSHOT_MESSAGES };
}
