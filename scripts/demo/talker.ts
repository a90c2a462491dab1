/** Someone who keeps talking: says something in a channel, answers in threads, reacts, a little at a time. */
import { conversationRoom } from "../../client/sdk/conversation/open.ts";
import type { ConversationRoom } from "../../client/sdk/conversation/room.ts";
import { when } from "../../client/sdk/observed.ts";
import type { CommandOutcome } from "../../client/sdk/queue/queue.ts";
import type { BotTemper, Step } from "./bot.ts";
import type { DemoPerson } from "./people.ts";
import { REACTIONS, REMARKS, REPLIES } from "./stories/conversations.ts";

/** Of so many of the latest messages one is answered or reacted to. */
const NOTICED = 12;

/** A channel it talks in. */
export interface Haunt {
  id: string;
  name: string;
}

export class Talker {
  readonly name: string;
  readonly #user: string;
  readonly #rooms: readonly { name: string; room: ConversationRoom }[];
  readonly #temper: BotTemper;

  constructor(who: DemoPerson, workspace: string, haunts: readonly Haunt[], temper: BotTemper) {
    this.name = who.name;
    this.#user = who.id;
    this.#temper = temper;
    this.#rooms = haunts.map(({ id, name }) => ({ name, room: conversationRoom(who.api, workspace, id) }));
    for (const { room } of this.#rooms) room.open();
  }

  /** Leaves its channels. */
  close(): void {
    for (const { room } of this.#rooms) room.close();
  }

  /** Says or answers something in one of its channels. Answers what it did, or null when there was nothing to do. */
  async step(): Promise<Step | null> {
    const haunt = this.#pick(this.#rooms);
    if (!haunt) return null;
    await when(haunt.room.state, (value) => value !== null);
    const act = this.#pick([() => this.#remark(haunt), () => this.#answer(haunt), () => this.#react(haunt)]);
    return (await act?.()) ?? null;
  }

  async #remark({ room, name }: { room: ConversationRoom; name: string }): Promise<Step | null> {
    const said = new Set(room.state.value?.messages.map(({ text }) => text));
    const text = this.#pick(REMARKS.filter((each) => !said.has(each)));
    if (text === undefined) return null;
    room.typing(null);
    await this.#temper.linger();
    return {
      words: `said in #${name}: “${text}”`,
      refused: refusalOf(await room.post({ text, replyTo: null }).outcome),
    };
  }

  async #answer({ room, name }: { room: ConversationRoom; name: string }): Promise<Step | null> {
    const message = this.#noticed(room);
    const text = this.#pick(REPLIES);
    if (!message || text === undefined) return null;
    room.typing(message.id);
    await this.#temper.linger();
    const { outcome } = room.post({ text, replyTo: message.id });
    return { words: `answered ${message.authorName} in #${name}: “${text}”`, refused: refusalOf(await outcome) };
  }

  async #react({ room, name }: { room: ConversationRoom; name: string }): Promise<Step | null> {
    const message = this.#noticed(room);
    const emoji = this.#pick(REACTIONS);
    if (!message || emoji === undefined) return null;
    const outcome = await room.react(message.id, emoji, true);
    return { words: `reacted ${emoji} to ${message.authorName} in #${name}`, refused: refusalOf(outcome) };
  }

  /** One of the latest that others said. */
  #noticed(room: ConversationRoom) {
    const latest = room.state.value?.messages.slice(-NOTICED) ?? [];
    return this.#pick(latest.filter(({ author, deletedAt }) => author !== this.#user && deletedAt === null));
  }

  #pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#temper.random() * items.length)];
  }
}

function refusalOf(outcome: CommandOutcome): string | null {
  return outcome.ok ? null : outcome.message;
}
