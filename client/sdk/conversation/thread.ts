import type { ConversationRoomEventBody, Message } from "../../../durable-objects/conversation/protocol.ts";
import { ApiError } from "../api/problem.ts";
import { Cell, type Observed } from "../observed.ts";
import { type Sight, showMessage, showMessages } from "./shown.ts";
import type { MessageSource } from "./source.ts";
import type { ShownMessage, ThreadView } from "./state.ts";
import { messageAfter } from "./stretch.ts";
import { MessageWindow } from "./window.ts";

/** What a thread needs of its conversation. */
export interface ThreadHost {
  source: MessageSource;
  /** A message of the conversation itself, as the room last told it, if it is held. */
  held(message: string): Message | undefined;
  /** What the thread is shown with. */
  sight(): Sight;
  /** Tells the thread of all that goes on from now on; answers the function that stops it. */
  enter(thread: Thread): () => void;
}

/** One thread of a conversation, live. `open()` it. */
export class Thread {
  /** The message that began it. */
  readonly message: string;
  readonly #host: ThreadHost;
  readonly #window: MessageWindow;
  readonly #state = new Cell<ThreadView | null>(null);
  readonly #failure = new Cell<{ code: string; message: string } | null>(null);
  #root: Message | null = null;
  /** What happened while the message that began it is asked for; null while it is not. */
  #meanwhile: ConversationRoomEventBody[] | null = null;
  #leave: (() => void) | null = null;

  constructor(host: ThreadHost, message: string) {
    this.#host = host;
    this.message = message;
    this.#window = new MessageWindow({ flow: message, source: host.source, changed: () => this.show() });
  }

  /** The thread with what is done here over it; null until it is known which message began it. */
  get state(): Observed<ThreadView | null> {
    return this.#state;
  }

  /** Why it cannot be shown, if that is so. */
  get failure(): Observed<{ code: string; message: string } | null> {
    return this.#failure;
  }

  /** What the room told of its replies, as far as they are held. */
  get replies(): readonly Message[] {
    return this.#window.stretch?.messages ?? [];
  }

  open(): void {
    if (this.#leave) return;
    this.#leave = this.#host.enter(this);
    this.reload();
  }

  close(): void {
    this.#leave?.();
    this.#leave = null;
  }

  /** Asks for all of it anew; what is held is shown until then. */
  reload(): void {
    this.#failure.set(null);
    const root = this.#host.held(this.message);
    if (root) this.#root = root;
    else void this.#askRoot();
    void this.#window.loadNewest();
  }

  /** Asks for older replies. A failure is told by `older`. */
  loadOlder(): Promise<void> {
    return this.#window.loadOlder();
  }

  /** Asks for newer replies, where the thread is shown around an older one. */
  loadNewer(): Promise<void> {
    return this.#window.loadNewer();
  }

  /** Shows the replies around one of them, and answers it. @throws ApiError when there is none, or the network */
  async showAround(reply: string): Promise<Message> {
    const held = this.replies.find(({ id }) => id === reply);
    if (held) return held;
    const found = this.#host.source.message(reply);
    await this.#window.loadAround(() => found);
    return found;
  }

  /** An event of the room. */
  event(event: ConversationRoomEventBody): void {
    this.#meanwhile?.push(event);
    if (this.#root) this.#root = messageAfter(this.#root, event);
    this.#window.event(event);
  }

  /** Shows what there is now. */
  show(): void {
    const stretch = this.#window.stretch;
    if (!this.#root) return;
    const sight = this.#host.sight();
    const before = this.#state.value;
    const messages = showMessages(stretch?.messages ?? [], {
      ...sight,
      flow: this.message,
      upToNow: !stretch?.newer,
      shown: before?.messages ?? [],
    });
    const root: ShownMessage = showMessage(this.#root, sight);
    const { older, newer } = this.#window;
    if (before?.messages === messages && before.root === root && before.older === older && before.newer === newer) {
      return;
    }
    this.#state.set({ root, messages, older, newer });
  }

  async #askRoot(): Promise<void> {
    const meanwhile: ConversationRoomEventBody[] = [];
    this.#meanwhile = meanwhile;
    try {
      const root = await this.#host.source.message(this.message);
      if (this.#meanwhile === meanwhile) this.#root = meanwhile.reduce(messageAfter, root);
      this.show();
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      if (this.#meanwhile === meanwhile) this.#failure.set({ code: cause.code, message: cause.message });
    } finally {
      if (this.#meanwhile === meanwhile) this.#meanwhile = null;
    }
  }
}
