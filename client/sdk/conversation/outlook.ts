import type { ConversationRoomEvent, Message } from "../../../durable-objects/conversation/protocol.ts";
import { ApiError } from "../api/problem.ts";
import type { MessageSource } from "./source.ts";
import type { Edge } from "./state.ts";
import { type HeldConversation, newestOf } from "./stream.ts";
import type { Stretch } from "./stretch.ts";
import { MessageWindow } from "./window.ts";

/** Answers that say that a message is not to be had, now or later. */
const FINAL: ReadonlySet<number> = new Set([403, 404, 410, 422]);

interface OutlookParts {
  source: MessageSource;
  /** What the room last told; null before it has. */
  told: () => HeldConversation | null;
  changed: () => void;
}

/** The part of a conversation that one looks at: up to now, or around an older message. */
export class Outlook {
  readonly #parts: OutlookParts;
  readonly #window: MessageWindow;
  /** The message that the reader has before them, while that is not the newest. */
  #place: string | null = null;
  /** Where the reader was, while that could not be asked for. */
  #lost: string | null = null;

  constructor(parts: OutlookParts) {
    this.#parts = parts;
    this.#window = new MessageWindow({ flow: null, source: parts.source, changed: parts.changed });
  }

  /** What is held; null before anything is. */
  get stretch(): Stretch | null {
    return this.#window.stretch;
  }

  get older(): Edge {
    return this.#window.older;
  }

  get newer(): Edge {
    return this.#window.newer;
  }

  held(message: string): Message | undefined {
    return this.#window.stretch?.messages.findLast(({ id }) => id === message);
  }

  event(event: ConversationRoomEvent): void {
    this.#window.event(event);
  }

  loadOlder(): Promise<void> {
    return this.#window.loadOlder();
  }

  async loadNewer(): Promise<void> {
    if (this.#lost === null) await this.#window.loadNewer();
    else await this.#find(this.#lost);
  }

  /** Looks at the messages around one, or around where its thread began. @throws ApiError */
  async around(id: string): Promise<Message> {
    const held = this.held(id);
    if (held) return held;
    const { source } = this.#parts;
    const message = await source.message(id);
    const { replyTo } = message;
    if (replyTo === null) await this.#window.loadAround(async () => message);
    else if (!this.held(replyTo)) await this.#window.loadAround(() => source.message(replyTo));
    return message;
  }

  /** Looks at the newest. */
  newest(): void {
    this.#place = null;
    this.#lost = null;
    const told = this.#parts.told();
    if (told && this.#window.stretch?.newer) this.#window.begin(newestOf(told));
  }

  /** The reader has this message before them, or the newest (null). */
  lookAt(message: string | null): void {
    this.#place = message;
  }

  /** What happened before `told` is not known: looks on where the reader is if that can be had, or else at the newest. */
  follow(told: HeldConversation): void {
    const place = this.#place ?? this.#middle();
    if (place === null || told.messages.some(({ id }) => id === place)) {
      this.#lost = null;
      this.#window.begin(newestOf(told));
      return;
    }
    this.#window.cut();
    void this.#find(place);
  }

  /** The network is there again. */
  recovered(): void {
    if (this.#lost !== null) void this.#find(this.#lost);
  }

  /** Of messages that do not go up to now. */
  #middle(): string | null {
    const stretch = this.#window.stretch;
    if (!stretch?.newer) return null;
    return stretch.messages[Math.floor(stretch.messages.length / 2)]?.id ?? null;
  }

  async #find(place: string): Promise<void> {
    this.#lost = null;
    try {
      await this.#window.loadAround(() => this.#parts.source.message(place));
    } catch (cause) {
      if (cause instanceof ApiError && FINAL.has(cause.status)) this.newest();
      else this.#lost = place;
    }
  }
}
