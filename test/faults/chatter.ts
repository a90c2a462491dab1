import * as prng from "lib0/prng";
import { type Api, apiOf } from "../../client/sdk/api/api.ts";
import { ApiError } from "../../client/sdk/api/problem.ts";
import { conversationRoom } from "../../client/sdk/conversation/open.ts";
import type { ConversationRoom } from "../../client/sdk/conversation/room.ts";
import type { ConversationState, ShownMessage } from "../../client/sdk/conversation/state.ts";
import { when } from "../../client/sdk/observed.ts";
import type { CommandOutcome } from "../../client/sdk/queue/queue.ts";
import { Cable } from "../server/cable.ts";
import type { ServerProcess } from "../server/server-process.ts";

/** So many of one chatter's acts may wait for an answer; then they wait too, and mend their cable. */
const MOST_WAITING = 40;
/** Of a hundred acts, so many are of each kind; the others are posts. */
const SHARES = { edit: 6, remove: 3, react: 8, read: 2, older: 1, cut: 1 };
/** One who is cut off mends the cable before one of so many acts. */
const MENDS_AFTER = 15;
/** One of so many posts is sent over HTTP, twice at once under one key. */
const DOUBLED = 25;

/** Where chatters meet. */
export interface Place {
  server: Pick<ServerProcess, "url" | "port">;
  workspace: string;
  conversation: string;
  /** Resolves once the server is there again. */
  up: () => Promise<void>;
}

/** One client of a conversation at the end of a cable of its own, and what it asked of the room, in order. */
export class Chatter {
  readonly name: string;
  /** What it reacts with, and nobody else does. */
  readonly emoji: string;
  /** Its messages in the order in which they were posted over its socket. */
  readonly posted: string[] = [];
  /** Those it posted over HTTP, with no order to the others. */
  readonly doubled: string[] = [];
  /** What its messages say in the end; null for those it deleted. */
  readonly texts = new Map<string, string | null>();
  /** By message: whether it reacts to it in the end. */
  readonly reacted = new Map<string, boolean>();
  readonly room: ConversationRoom;
  readonly #place: Place;
  readonly #cable: Cable;
  readonly #direct: Api;
  readonly #random: prng.PRNG;
  readonly #accepted: () => void;
  readonly #waiting = new Set<Promise<unknown>>();
  /** Those of its posts that the room has taken. */
  readonly #taken: string[] = [];
  #isCut = false;

  private constructor(place: Place, cable: Cable, { name, token, emoji, random, accepted }: NewChatter) {
    this.name = name;
    this.emoji = emoji;
    this.#place = place;
    this.#cable = cable;
    this.#random = random;
    this.#accepted = accepted;
    this.#direct = apiOf({ origin: place.server.url, token });
    const api = apiOf({ origin: cable.url, token });
    this.room = conversationRoom(api, place.workspace, place.conversation, { random: () => 0 });
  }

  static async join(place: Place, newcomer: NewChatter): Promise<Chatter> {
    const chatter = new Chatter(place, await Cable.lay(place.server.port), newcomer);
    chatter.room.open();
    await when(chatter.room.state, (state) => state !== null);
    return chatter;
  }

  /** How many messages it has asked for. */
  get said(): number {
    return this.posted.length + this.doubled.length;
  }

  /** Does one thing by chance. */
  async act(): Promise<void> {
    await this.#patience();
    if (this.#isCut && prng.int32(this.#random, 1, MENDS_AFTER) === 1) this.mend();
    const { edit, remove, react, read, older, cut } = SHARES;
    let chance = prng.int32(this.#random, 0, 99);
    const falls = (share: number) => {
      chance -= share;
      return chance < 0;
    };
    if (falls(edit)) this.#edit();
    else if (falls(remove)) this.#remove();
    else if (falls(react)) this.#react();
    else if (falls(read)) this.room.read(this.#shown.at(-1)?.seq ?? 0);
    else if (falls(older)) void this.room.loadOlder();
    else if (falls(cut)) this.cut();
    else this.#post();
    await new Promise((resolve) => setImmediate(resolve));
  }

  cut(): void {
    this.#isCut = true;
    this.#cable.cut();
  }

  mend(): void {
    this.#isCut = false;
    this.#cable.mend();
    this.comeBack();
  }

  /** Tries to connect at once, unless its cable is cut. */
  comeBack(): void {
    if (!this.#isCut && this.room.connection.value.name !== "online") this.room.reconnect();
  }

  /** Resolves once all it asked is answered. */
  async answered(): Promise<void> {
    while (this.#waiting.size > 0) await Promise.race(this.#waiting);
  }

  /** All messages that it shows, once it shows the one that was posted last, and all before it. */
  async everything(last: string): Promise<readonly ShownMessage[]> {
    const { room } = this;
    room.showNewest();
    const state = await when(
      room.state,
      (state): state is ConversationState => state?.newer === "none" && state.messages.at(-1)?.id === last,
    );
    for (let { older } = state; older !== "none"; older = room.state.value?.older ?? "none") await room.loadOlder();
    return room.state.value?.messages ?? [];
  }

  async leave(): Promise<void> {
    this.room.close();
    await this.#cable[Symbol.asyncDispose]();
  }

  // --- Within ---

  get #shown(): readonly ShownMessage[] {
    return this.room.state.value?.messages ?? [];
  }

  async #patience(): Promise<void> {
    while (this.#waiting.size >= MOST_WAITING) {
      if (this.#isCut) this.mend();
      await Promise.race(this.#waiting);
    }
  }

  #post(): void {
    const text = `${this.name} says ${this.said}`;
    if (prng.int32(this.#random, 1, DOUBLED) === 1) {
      this.#postDoubled(text);
      return;
    }
    const { id, outcome } = this.room.post({ text });
    this.posted.push(id);
    this.texts.set(id, text);
    this.#wait(
      outcome.then((answer) => {
        this.#taken.push(id);
        return answer;
      }),
    );
  }

  /** Under one key, at once and again until it is answered; each answer names the one message. */
  #postDoubled(text: string): void {
    const slot = this.doubled.push("") - 1;
    const key = crypto.randomUUID();
    const send = async () => {
      for (;;) {
        const { workspace, conversation } = this.#place;
        const posted = await this.#direct.messages.post(workspace, conversation, { text }, key).catch(unlessRefused);
        if (posted) return posted.id;
        await this.#place.up();
      }
    };
    const both = Promise.all([send(), send()]).then(([id, again]): CommandOutcome => {
      if (id !== again) throw new Error("one key made two messages");
      this.doubled[slot] = id;
      this.texts.set(id, text);
      return { ok: true, seq: 0, result: undefined };
    });
    this.#wait(both);
  }

  #edit(): void {
    const message = this.#own();
    if (message === undefined) return;
    const text = `${this.name} means ${prng.int32(this.#random, 0, 1_000_000)}`;
    if (this.texts.get(message) !== null) this.texts.set(message, text);
    this.#wait(this.room.edit(message, text));
  }

  #remove(): void {
    const message = this.#own();
    if (message === undefined) return;
    this.texts.set(message, null);
    this.#wait(this.room.remove(message));
  }

  #react(): void {
    const seen = this.#shown.filter(({ seq }) => seq > 0);
    const message = seen[prng.int32(this.#random, 0, Math.max(0, seen.length - 1))];
    if (!message) return;
    const on = prng.bool(this.#random);
    this.reacted.set(message.id, on);
    this.#wait(this.room.react(message.id, this.emoji, on));
  }

  /** One of its messages that the room has: what was not sent yet would be changed without a word to the room. */
  #own(): string | undefined {
    return this.#taken[prng.int32(this.#random, 0, Math.max(0, this.#taken.length - 1))];
  }

  #wait(outcome: Promise<CommandOutcome>): void {
    const waiting = outcome.then(({ ok }) => {
      this.#waiting.delete(waiting);
      if (ok) this.#accepted();
    });
    this.#waiting.add(waiting);
  }
}

interface NewChatter {
  name: string;
  token: string;
  emoji: string;
  random: prng.PRNG;
  /** Something it asked was accepted. */
  accepted: () => void;
}

/** Null for a server that is away. @throws what it refuses */
function unlessRefused(cause: unknown): null {
  if (cause instanceof ApiError && (cause.status === 0 || cause.status >= 500)) return null;
  throw cause;
}
