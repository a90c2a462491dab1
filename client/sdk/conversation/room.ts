import type { Message } from "../../../durable-objects/conversation/protocol.ts";
import type { Peer, You } from "../../../durable-objects/room/protocol.ts";
import type { ConnectionState } from "../connection/connection.ts";
import { newKey } from "../id.ts";
import type { Observed } from "../observed.ts";
import type { CommandOutcome } from "../queue/queue.ts";
import type { Refusal } from "../queue/rows.ts";
import { type ConversationParts, type Conversing, LiveConversation } from "./live.ts";
import type { ConversationState, MessageDraft } from "./state.ts";
import type { Thread } from "./thread.ts";
import { type Typer, Typing } from "./typing.ts";

/**
 * One conversation, live and optimistic: what is done here shows at once, over what the room says, and goes again with
 * a word when the room refuses it; a post that is refused stays. `open()` it.
 */
export class ConversationRoom {
  readonly id: string;
  readonly #room: Conversing;
  readonly #live: LiveConversation;
  readonly #typing: Typing;
  /** The reader was said not to look. */
  #isAway = false;

  constructor(parts: ConversationParts) {
    const { id, room, clock } = parts;
    this.id = id;
    this.#room = room;
    this.#live = new LiveConversation(parts);
    this.#typing = new Typing({ room, clock });
  }

  get connection(): Observed<ConnectionState> {
    return this.#room.connection;
  }

  /** Who one is to the room; null until it has said so. */
  get you(): Observed<You | null> {
    return this.#room.you;
  }

  /** Who is here, by connection; nobody while not connected. */
  get peers(): Observed<ReadonlyMap<string, Peer>> {
    return this.#room.peers;
  }

  /** What the room last said it could not do that was no answer to a command. */
  get failure(): Observed<{ code: string; message: string } | null> {
    return this.#room.failure;
  }

  /** The conversation with what is done here over it; null until the room has told it, and nothing was kept. */
  get state(): Observed<ConversationState | null> {
    return this.#live.state;
  }

  /** How much of what was asked here the room has not answered yet. */
  get pending(): Observed<number> {
    return this.#live.pending;
  }

  /** What was refused, but for posts, which stay among the messages; until it is dismissed. */
  get refusals(): Observed<readonly Refusal[]> {
    return this.#live.posts.others;
  }

  /** Who else types, here or in a thread. */
  get typers(): Observed<readonly Typer[]> {
    return this.#typing.typers;
  }

  open(): void {
    this.#live.open();
    this.#typing.open();
    this.#room.open();
  }

  /** Leaves. What was asked and is not answered is kept where the room keeps it. */
  close(): void {
    this.#typing.close();
    this.#live.close();
    this.#room.close();
  }

  /** Tries to connect again at once, also after a final close. */
  reconnect(): void {
    this.#room.retry();
  }

  // --- What is looked at ---

  /** Asks for older messages. A failure is told by `older`. */
  loadOlder(): Promise<void> {
    return this.#live.outlook.loadOlder();
  }

  /** Asks for newer messages, where the newest are not shown. A failure is told by `newer`. */
  loadNewer(): Promise<void> {
    return this.#live.outlook.loadNewer();
  }

  /**
   * Shows the messages around one, and answers it. One of a thread is answered too, and what is shown is then where that
   * thread began: open it as `thread(message.replyTo)`. @throws ApiError when there is no such message, or no network
   */
  showAround(message: string): Promise<Message> {
    return this.#live.outlook.around(message);
  }

  /** Shows the newest messages. */
  showNewest(): void {
    this.#live.outlook.newest();
  }

  /** Says which message the reader has before them, or null at the newest: there they stay when all is told anew. */
  lookAt(message: string | null): void {
    this.#live.outlook.lookAt(message);
  }

  /** A thread, by the message that begins it; `open()` it. */
  thread(message: string): Thread {
    return this.#live.thread(message);
  }

  // --- What is done. What answers an outcome never rejects ---

  /** Posts a message, which is shown at once; in a thread, in that. Answers its id too. */
  post({ text, replyTo, attachments = [] }: MessageDraft): { id: string; outcome: Promise<CommandOutcome> } {
    const id = newKey();
    this.#live.posts.remember(attachments);
    this.#typing.stop();
    if (!replyTo) this.showNewest();
    const outcome = this.#live.issue({ type: "message.post", message: id, text, ...addressed(replyTo, attachments) });
    return { id, outcome };
  }

  /** Changes what a message says; one that was not sent yet is sent as it is then. */
  edit(message: string, text: string): Promise<CommandOutcome> {
    const unsent = this.#live.posts.discard(message);
    return this.#live.issue(unsent ? { ...unsent, text } : { type: "message.edit", message, text });
  }

  /** Deletes a message; one that was not sent yet is not sent. */
  async remove(message: string): Promise<CommandOutcome> {
    if (this.#live.posts.discard(message)) return { ok: true, seq: 0, result: undefined };
    return this.#live.issue({ type: "message.delete", message });
  }

  /** Reacts with an emoji, or takes that back. */
  react(message: string, emoji: string, on: boolean): Promise<CommandOutcome> {
    return this.#live.issue({ type: "message.react", message, emoji, on });
  }

  pin(message: string, on: boolean): Promise<CommandOutcome> {
    return this.#live.issue({ type: "message.pin", message, on });
  }

  /** All up to `seq` was read, outside of threads or in one; a lower one than before marks what is behind it unread. */
  read(seq: number, thread: string | null = null): void {
    this.#live.reader.read(seq, thread);
  }

  /** Follows a thread, so that its replies are news, or does not any more. */
  follow(thread: string, on: boolean): Promise<CommandOutcome> {
    return this.#live.issue({ type: "thread.follow", thread, on });
  }

  /** Posts a message at a time to come; until then only its author knows of it. Answers its id too. */
  schedule(
    { text, replyTo, attachments = [] }: MessageDraft,
    sendAt: number,
  ): { id: string; outcome: Promise<CommandOutcome> } {
    const id = newKey();
    const addressee = addressed(replyTo, attachments);
    return { id, outcome: this.#live.issue({ type: "message.schedule", message: id, text, sendAt, ...addressee }) };
  }

  reschedule(message: string, change: { text?: string; sendAt?: number }): Promise<CommandOutcome> {
    return this.#live.issue({ type: "message.reschedule", message, ...change });
  }

  unschedule(message: string): Promise<CommandOutcome> {
    return this.#live.issue({ type: "message.unschedule", message });
  }

  /** Sends a post that was refused again, as the same message. */
  retry(message: string): void {
    this.#live.posts.retry(message);
  }

  /** Gives up a post that was refused, or could not be sent yet; answers whether it was not too late for that. */
  discard(message: string): boolean {
    return this.#live.posts.discard(message) !== null;
  }

  dismiss(refusal: string): void {
    this.#room.refusals.dismiss(refusal);
  }

  /** A key was pressed in the conversation itself (null) or in a thread; the others see that for some seconds. */
  typing(thread: string | null): void {
    this.#typing.type(thread);
  }

  /** Says whether the reader looks at this now, or has the page elsewhere. Back from there, they may have read there. */
  looking(looking: boolean): void {
    this.#room.mergePresence({ looking });
    if (looking && this.#isAway) this.#live.catchUp();
    this.#isAway = !looking;
  }
}

function addressed(replyTo: string | null | undefined, attachments: readonly Message["attachments"][number][]) {
  return {
    ...(replyTo ? { replyTo } : {}),
    ...(attachments.length > 0 ? { attachments: attachments.map(({ id }) => id) } : {}),
  };
}
