import { MAX_UNREAD_TOLD } from "../../../durable-objects/conversation/limits.ts";
import type { ConversationUnread } from "../../../durable-objects/inbox/protocol.ts";
import type { Clock } from "../clock.ts";
import type { InboxState } from "../inbox/state.ts";
import type { Observed } from "../observed.ts";
import type { Reading } from "./reading.ts";

/** An inbox hears of a conversation a moment later than those who are in it. */
export const INBOX_LAGS_MS = 1_000;

interface ElsewhereParts {
  conversation: string;
  inbox: { state: Observed<InboxState | null> };
  clock: Clock;
  /** What is known here of what was read; null while that is changing anyway. */
  known: () => Reading | null;
  /** It is other than the inbox says, and not because that is late. */
  differs: () => void;
}

/** Watches, in the user's inbox, whether they read a conversation on another device, of which its room says nothing. */
export class ReadElsewhere {
  readonly #parts: ElsewhereParts;
  #said: ConversationUnread | null = null;
  #cancel: (() => void) | null = null;
  #stop: () => void = () => {};

  constructor(parts: ElsewhereParts) {
    this.#parts = parts;
  }

  open(): void {
    this.#said = this.#now();
    this.#stop = this.#parts.inbox.state.subscribe(() => {
      const said = this.#now();
      if (said === this.#said) return;
      this.#said = said;
      this.#cancel ??= this.#parts.clock.after(INBOX_LAGS_MS, () => this.#compare());
    });
  }

  close(): void {
    this.#stop();
    this.#cancel?.();
    this.#cancel = null;
  }

  #now(): ConversationUnread | null {
    const { conversation, inbox } = this.#parts;
    return inbox.state.value?.conversations.get(conversation) ?? null;
  }

  #compare(): void {
    this.#cancel = null;
    const known = this.#parts.known();
    const said = this.#said;
    if (!known || !said) return;
    const replies = known.threads.reduce((sum, { following, unread }) => sum + (following ? unread : 0), 0);
    const { marker, unread } = known.read;
    // Where nothing is unread, how far that goes says nothing.
    const same = said.unread === unread && (unread === 0 || said.marker === marker);
    if (!same || said.replies !== Math.min(replies, MAX_UNREAD_TOLD)) this.#parts.differs();
  }
}
