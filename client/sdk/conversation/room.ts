import {
  ConversationCommand,
  ConversationResult,
  type ConversationRoomEvent,
  type Message,
} from "../../../durable-objects/conversation/protocol.ts";
import type { Peer, You } from "../../../durable-objects/room/protocol.ts";
import type { Clock } from "../clock.ts";
import type { ConnectionState } from "../connection/connection.ts";
import { newKey } from "../id.ts";
import type { InboxState } from "../inbox/state.ts";
import { Cell, type Observed } from "../observed.ts";
import { type CommandOutcome, type PendingCommand, WITHDRAWN } from "../queue/queue.ts";
import type { Refusal } from "../queue/rows.ts";
import type { Room } from "../room/room.ts";
import { CatchUp } from "./catch-up.ts";
import { ReadElsewhere } from "./elsewhere.ts";
import { Outlook } from "./outlook.ts";
import { Posts } from "./posts.ts";
import { Reader } from "./reader.ts";
import { withAnswer } from "./reading.ts";
import { showConversation } from "./showing.ts";
import type { Sight } from "./shown.ts";
import type { MessageSource } from "./source.ts";
import type { ConversationState, MessageDraft } from "./state.ts";
import type { HeldConversation } from "./stream.ts";
import { Thread } from "./thread.ts";
import { type Typer, Typing } from "./typing.ts";

export type Conversing = Room<HeldConversation, ConversationRoomEvent, ConversationCommand, HeldConversation>;

interface ConversationParts {
  id: string;
  room: Conversing;
  source: MessageSource;
  clock: Clock;
  inbox: { state: Observed<InboxState | null> } | null;
}

/** A command that was accepted, and whose event was not shown yet. */
interface Accepted {
  pending: PendingCommand<ConversationCommand>;
  seq: number;
}

/**
 * One conversation, live and optimistic: what is done here shows at once, over what the room says, and goes again with
 * a word when the room refuses it; a post that is refused stays. `open()` it.
 */
export class ConversationRoom {
  readonly id: string;
  readonly #room: Conversing;
  readonly #source: MessageSource;
  readonly #outlook: Outlook;
  readonly #posts: Posts;
  readonly #reader: Reader;
  readonly #catchUp: CatchUp;
  readonly #elsewhere: ReadElsewhere | null;
  readonly #typing: Typing;
  readonly #threads = new Set<Thread>();
  readonly #state = new Cell<ConversationState | null>(null);
  #accepted: Accepted[] = [];
  /** A fresh state is about to be told. */
  #replaced = false;
  #stops: (() => void)[] = [];

  constructor({ id, room, source, clock, inbox }: ConversationParts) {
    this.id = id;
    this.#room = room;
    this.#source = source;
    this.#outlook = new Outlook({ source, told: () => room.state.value, changed: () => this.#show() });
    this.#posts = new Posts({ room });
    this.#reader = new Reader({
      clock,
      issue: (command) => room.issue(command),
      withdraw: (ids) => room.withdraw(ids),
      changed: () => this.#show(),
    });
    this.#catchUp = new CatchUp({ source, user: () => this.#user, amend: (change) => room.amend(change) });
    this.#elsewhere =
      inbox &&
      new ReadElsewhere({
        conversation: id,
        inbox,
        clock,
        known: () => (this.#isReading ? null : room.state.value),
        differs: () => void this.#catchUp.ask(),
      });
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
    return this.#state;
  }

  /** What was refused, but for posts, which stay among the messages; until it is dismissed. */
  get refusals(): Observed<readonly Refusal[]> {
    return this.#posts.others;
  }

  /** Who else types, here or in a thread. */
  get typers(): Observed<readonly Typer[]> {
    return this.#typing.typers;
  }

  open(): void {
    if (this.#stops.length > 0) return;
    const room = this.#room;
    this.#stops = [
      room.watch({
        event: (event, before) => this.#event(event, before),
        recovered: () => this.#recovered(),
        replaced: () => {
          this.#accepted = [];
          this.#replaced = true;
        },
      }),
      room.state.subscribe(() => this.#told()),
      room.pending.subscribe(() => this.#show()),
      room.you.subscribe(() => this.#show()),
      room.onSettled((pending, outcome) => this.#settled(pending, outcome)),
      this.#posts.refused.subscribe(() => this.#show()),
    ];
    this.#posts.open();
    this.#typing.open();
    this.#elsewhere?.open();
    room.open();
  }

  /** Leaves. What was asked and is not answered is kept where the room keeps it. */
  close(): void {
    this.#reader.close();
    this.#typing.close();
    this.#posts.close();
    this.#elsewhere?.close();
    for (const stop of this.#stops.splice(0)) stop();
    this.#room.close();
  }

  /** Tries to connect again at once, also after a final close. */
  reconnect(): void {
    this.#room.retry();
  }

  // --- What is looked at ---

  /** Asks for older messages. A failure is told by `older`. */
  loadOlder(): Promise<void> {
    return this.#outlook.loadOlder();
  }

  /** Asks for newer messages, where the newest are not shown. A failure is told by `newer`. */
  loadNewer(): Promise<void> {
    return this.#outlook.loadNewer();
  }

  /**
   * Shows the messages around one, and answers it. One of a thread is answered too, and what is shown is then where that
   * thread began: open it as `thread(message.replyTo)`. @throws ApiError when there is no such message, or no network
   */
  showAround(message: string): Promise<Message> {
    return this.#outlook.around(message);
  }

  /** Shows the newest messages. */
  showNewest(): void {
    this.#outlook.newest();
  }

  /** Says which message the reader has before them, or null at the newest: there they stay when all is told anew. */
  lookAt(message: string | null): void {
    this.#outlook.lookAt(message);
  }

  /** A thread, by the message that begins it; `open()` it. */
  thread(message: string): Thread {
    const host = {
      source: this.#source,
      held: (id: string) => this.#outlook.held(id),
      sight: () => this.#sight(),
      enter: (thread: Thread) => {
        this.#threads.add(thread);
        return () => this.#threads.delete(thread);
      },
    };
    return new Thread(host, message);
  }

  // --- What is done. What answers an outcome never rejects ---

  /** Posts a message, which is shown at once; in a thread, in that. Answers its id too. */
  post({ text, replyTo, attachments = [] }: MessageDraft): { id: string; outcome: Promise<CommandOutcome> } {
    const id = newKey();
    this.#posts.remember(attachments);
    this.#typing.stop();
    if (!replyTo) this.showNewest();
    const outcome = this.#issue({ type: "message.post", message: id, text, ...addressed(replyTo, attachments) });
    return { id, outcome };
  }

  /** Changes what a message says; one that was not sent yet is sent as it is then. */
  edit(message: string, text: string): Promise<CommandOutcome> {
    const unsent = this.#posts.discard(message);
    return this.#issue(unsent ? { ...unsent, text } : { type: "message.edit", message, text });
  }

  /** Deletes a message; one that was not sent yet is not sent. */
  async remove(message: string): Promise<CommandOutcome> {
    if (this.#posts.discard(message)) return { ok: true, seq: 0, result: undefined };
    return this.#issue({ type: "message.delete", message });
  }

  /** Reacts with an emoji, or takes that back. */
  react(message: string, emoji: string, on: boolean): Promise<CommandOutcome> {
    return this.#issue({ type: "message.react", message, emoji, on });
  }

  pin(message: string, on: boolean): Promise<CommandOutcome> {
    return this.#issue({ type: "message.pin", message, on });
  }

  /** All up to `seq` was read, outside of threads or in one; a lower one than before marks what is behind it unread. */
  read(seq: number, thread: string | null = null): void {
    this.#reader.read(seq, thread);
  }

  /** Follows a thread, so that its replies are news, or does not any more. */
  follow(thread: string, on: boolean): Promise<CommandOutcome> {
    return this.#issue({ type: "thread.follow", thread, on });
  }

  /** Posts a message at a time to come; until then only its author knows of it. Answers its id too. */
  schedule(
    { text, replyTo, attachments = [] }: MessageDraft,
    sendAt: number,
  ): { id: string; outcome: Promise<CommandOutcome> } {
    const id = newKey();
    const addressee = addressed(replyTo, attachments);
    return { id, outcome: this.#issue({ type: "message.schedule", message: id, text, sendAt, ...addressee }) };
  }

  reschedule(message: string, change: { text?: string; sendAt?: number }): Promise<CommandOutcome> {
    return this.#issue({ type: "message.reschedule", message, ...change });
  }

  unschedule(message: string): Promise<CommandOutcome> {
    return this.#issue({ type: "message.unschedule", message });
  }

  /** Sends a post that was refused again, as the same message. */
  retry(message: string): void {
    this.#posts.retry(message);
  }

  /** Gives up a post that was refused, or could not be sent yet; answers whether it was not too late for that. */
  discard(message: string): boolean {
    return this.#posts.discard(message) !== null;
  }

  dismiss(refusal: string): void {
    this.#room.refusals.dismiss(refusal);
  }

  /** A key was pressed in the conversation itself (null) or in a thread; the others see that for some seconds. */
  typing(thread: string | null): void {
    this.#typing.type(thread);
  }

  /** Says whether the reader looks at this now, or has the page elsewhere. */
  looking(looking: boolean): void {
    this.#room.mergePresence({ looking });
  }

  #issue(command: ConversationCommand): Promise<CommandOutcome> {
    const said = ConversationCommand.safeParse(JSON.parse(JSON.stringify(command)));
    if (said.success) return this.#room.issue(said.data).outcome;
    const message = said.error.issues[0]?.message ?? "This cannot be done.";
    return Promise.resolve({ ok: false, code: "invalid", message });
  }

  // --- What the room says ---

  #event(event: ConversationRoomEvent, before: HeldConversation): void {
    this.#accepted = this.#accepted.filter(({ seq }) => seq > event.seq);
    this.#catchUp.event(event, before.messages);
    this.#outlook.event(event);
    for (const thread of this.#threads) thread.event(event);
    if (event.type === "message.posted") this.#posts.taken(event.message.id);
  }

  #recovered(): void {
    this.#accepted = [];
    void this.#catchUp.ask();
    this.#outlook.recovered();
    for (const thread of this.#threads) if (thread.failure.value) thread.reload();
  }

  #told(): void {
    const told = this.#room.state.value;
    if (told && (this.#replaced || !this.#outlook.stretch)) {
      this.#outlook.follow(told);
      if (this.#replaced) for (const thread of this.#threads) thread.reload();
      this.#replaced = false;
    }
    this.#show();
  }

  #settled(pending: PendingCommand<ConversationCommand>, outcome: CommandOutcome): void {
    const { command } = pending;
    if (!outcome.ok) {
      if (outcome.code !== WITHDRAWN && command.type !== "read") this.#posts.keep(pending, outcome);
      return;
    }
    if (outcome.seq > (this.#room.seq ?? 0)) this.#accepted.push({ pending, seq: outcome.seq });
    if (command.type === "thread.follow" || command.type === "read") this.#catchUp.disturb();
    const result = ConversationResult.safeParse(outcome.result);
    if (command.type !== "read" || !result.data || !("read" in result.data)) return;
    const { read } = result.data;
    this.#room.amend((state) => ({ ...state, ...withAnswer(state, command.thread ?? null, read) }));
  }

  // --- What is shown ---

  get #user(): string {
    return this.#room.you.value?.user ?? "";
  }

  /** What one has read here is on its way to the room. */
  get #isReading(): boolean {
    const asked = this.#room.pending.value.some(({ command }) => command.type === "read");
    return asked || this.#reader.held.length > 0;
  }

  #sight(): Sight {
    const accepted = this.#accepted.map(({ pending }) => pending);
    return {
      user: this.#user,
      name: this.#room.you.value?.name ?? "",
      commands: [...accepted, ...this.#room.pending.value],
      refused: this.#posts.refused.value,
      file: (id) => this.#posts.file(id),
    };
  }

  #show(): void {
    const told = this.#room.state.value;
    if (!told || !this.#outlook.stretch) {
      this.#state.set(null);
      return;
    }
    const shown = showConversation({
      told,
      outlook: this.#outlook,
      sight: this.#sight(),
      reads: this.#reader.held,
      replies: (thread) => [...this.#threads].find(({ message }) => message === thread)?.replies ?? [],
      before: this.#state.value,
    });
    this.#state.set(shown);
    for (const thread of this.#threads) thread.show();
  }
}

function addressed(replyTo: string | null | undefined, attachments: readonly Message["attachments"][number][]) {
  return {
    ...(replyTo ? { replyTo } : {}),
    ...(attachments.length > 0 ? { attachments: attachments.map(({ id }) => id) } : {}),
  };
}
