import {
  ConversationCommand,
  ConversationResult,
  type ConversationRoomEvent,
} from "../../../durable-objects/conversation/protocol.ts";
import type { Clock } from "../clock.ts";
import type { InboxState } from "../inbox/state.ts";
import { Cell, type Observed } from "../observed.ts";
import { type CommandOutcome, type PendingCommand, WITHDRAWN } from "../queue/queue.ts";
import { ask } from "../room/asking.ts";
import type { Room } from "../room/room.ts";
import { CatchUp } from "./catch-up.ts";
import { ReadElsewhere } from "./elsewhere.ts";
import { Outlook } from "./outlook.ts";
import { Posts } from "./posts.ts";
import { Reader } from "./reader.ts";
import { isUncertain, withAnswer } from "./reading.ts";
import { showConversation } from "./showing.ts";
import type { Sight } from "./shown.ts";
import type { MessageSource } from "./source.ts";
import type { ConversationState } from "./state.ts";
import type { HeldConversation } from "./stream.ts";
import { Thread } from "./thread.ts";

export type Conversing = Room<HeldConversation, ConversationRoomEvent, ConversationCommand, HeldConversation>;

export interface ConversationParts {
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

/** What a room tells of a conversation, and what is shown of that with what is asked here over it. */
export class LiveConversation {
  readonly outlook: Outlook;
  readonly posts: Posts;
  readonly reader: Reader;
  readonly #room: Conversing;
  readonly #source: MessageSource;
  readonly #catchUp: CatchUp;
  readonly #elsewhere: ReadElsewhere | null;
  readonly #threads = new Set<Thread>();
  readonly #state = new Cell<ConversationState | null>(null);
  readonly #pending = new Cell<number>(0);
  #accepted: Accepted[] = [];
  /** A fresh state is about to be told. */
  #replaced = false;
  #stops: (() => void)[] = [];

  constructor({ id, room, source, clock, inbox }: ConversationParts) {
    this.#room = room;
    this.#source = source;
    this.outlook = new Outlook({ source, told: () => room.state.value, changed: () => this.#show() });
    this.posts = new Posts({ room });
    this.reader = new Reader({
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
  }

  get state(): Observed<ConversationState | null> {
    return this.#state;
  }

  /** How much of what was asked here the room has not answered yet. */
  get pending(): Observed<number> {
    return this.#pending;
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
      this.posts.refused.subscribe(() => this.#show()),
    ];
    this.posts.open();
    this.#elsewhere?.open();
  }

  close(): void {
    this.reader.close();
    this.posts.close();
    this.#elsewhere?.close();
    for (const stop of this.#stops.splice(0)) stop();
  }

  thread(message: string): Thread {
    const host = {
      source: this.#source,
      held: (id: string) => this.outlook.held(id),
      sight: () => this.#sight(),
      enter: (thread: Thread) => {
        this.#threads.add(thread);
        return () => this.#threads.delete(thread);
      },
    };
    return new Thread(host, message);
  }

  /** Asks what was read, and which threads are followed, on other devices. */
  catchUp(): void {
    void this.#catchUp.ask();
  }

  /** Asks something of the room. Never rejects. */
  issue(command: ConversationCommand): Promise<CommandOutcome> {
    return ask(this.#room, ConversationCommand, command).outcome;
  }

  // --- What the room says ---

  #event(event: ConversationRoomEvent, before: HeldConversation): void {
    this.#accepted = this.#accepted.filter(({ seq }) => seq > event.seq);
    this.#catchUp.event(event, before.messages);
    if (isUncertain(before, event, this.#user, before.messages)) void this.#catchUp.ask();
    this.outlook.event(event);
    for (const thread of this.#threads) thread.event(event);
    if (event.type === "message.posted") this.posts.taken(event.message.id);
  }

  #recovered(): void {
    this.#accepted = [];
    void this.#catchUp.ask();
    this.outlook.recovered();
    for (const thread of this.#threads) if (thread.failure.value) thread.reload();
  }

  #told(): void {
    const told = this.#room.state.value;
    if (told && (this.#replaced || !this.outlook.stretch)) {
      this.outlook.follow(told);
      if (this.#replaced) for (const thread of this.#threads) thread.reload();
      this.#replaced = false;
    }
    this.#show();
  }

  #settled(pending: PendingCommand<ConversationCommand>, outcome: CommandOutcome): void {
    const { command } = pending;
    if (!outcome.ok) {
      if (outcome.code !== WITHDRAWN && command.type !== "read") this.posts.keep(pending, outcome);
      return;
    }
    if (outcome.seq > (this.#room.seq ?? 0)) this.#accepted.push({ pending, seq: outcome.seq });
    if (command.type === "read" || command.type === "thread.follow") this.#read(command, outcome.result);
  }

  /** What one read or follows is no event: the answer to that tells of it. */
  #read(command: Extract<ConversationCommand, { type: "read" | "thread.follow" }>, answer: unknown): void {
    this.#catchUp.disturb();
    const result = ConversationResult.safeParse(answer);
    if (!result.data || !("read" in result.data)) return;
    const { read } = result.data;
    this.#room.amend((state) => ({ ...state, ...withAnswer(state, command, read) }));
  }

  // --- What is shown ---

  get #user(): string {
    return this.#room.you.value?.user ?? "";
  }

  /** What one has read here is on its way to the room. */
  get #isReading(): boolean {
    const asked = this.#room.pending.value.some(({ command }) => command.type === "read");
    return asked || this.reader.held.length > 0;
  }

  #sight(): Sight {
    const accepted = this.#accepted.map(({ pending }) => pending);
    return {
      user: this.#user,
      name: this.#room.you.value?.name ?? "",
      commands: [...accepted, ...this.#room.pending.value],
      refused: this.posts.refused.value,
      file: (id) => this.posts.file(id),
    };
  }

  #show(): void {
    this.#pending.set(this.#room.pending.value.length + this.reader.held.length);
    const told = this.#room.state.value;
    if (!told || !this.outlook.stretch) {
      this.#state.set(null);
      return;
    }
    const shown = showConversation({
      told,
      outlook: this.outlook,
      sight: this.#sight(),
      reads: this.reader.held,
      replies: (thread) => [...this.#threads].find(({ message }) => message === thread)?.replies ?? [],
      before: this.#state.value,
    });
    this.#state.set(shown);
    for (const thread of this.#threads) thread.show();
  }
}
