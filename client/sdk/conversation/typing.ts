import { ConversationPresence } from "../../../durable-objects/conversation/protocol.ts";
import type { Peer, PresenceState, You } from "../../../durable-objects/room/protocol.ts";
import type { Clock } from "../clock.ts";
import { Cell, type Observed } from "../observed.ts";

/** Whoever goes on typing says so again after this, so that the others can tell it from a page that died. */
export const SAY_AGAIN_MS = 5_000;
/** One who says nothing more of it types no more: of oneself without a key pressed, of others without a word. */
export const STOPS_AFTER_MS = 6_000;
export const FORGOTTEN_AFTER_MS = 12_000;

/** One who types, in the conversation itself or in a thread. */
export interface Typer {
  user: string;
  name: string;
  thread: string | null;
}

interface TypingParts {
  clock: Clock;
  room: {
    peers: Observed<ReadonlyMap<string, Peer>>;
    you: Observed<You | null>;
    mergePresence(state: PresenceState): void;
  };
}

/** Who types in a conversation: what this client says of itself, and who of the others does. */
export class Typing {
  readonly #parts: TypingParts;
  readonly #typers = new Cell<readonly Typer[]>([]);
  /** When each connection last said that it types; a peer is another object each time it speaks. */
  readonly #heard = new Map<string, { peer: Peer; at: number }>();
  #own: { thread: string | null } | null = null;
  #saidAt = 0;
  #cancelStop: () => void = () => {};
  #cancelLook: () => void = () => {};
  #stops: (() => void)[] = [];

  constructor(parts: TypingParts) {
    this.#parts = parts;
  }

  /** Who else types, each once for each place, by name. */
  get typers(): Observed<readonly Typer[]> {
    return this.#typers;
  }

  open(): void {
    if (this.#stops.length > 0) return;
    const { peers, you } = this.#parts.room;
    const look = () => this.#look();
    this.#stops = [peers.subscribe(look), you.subscribe(look)];
    look();
  }

  close(): void {
    this.stop();
    this.#cancelLook();
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** A key was pressed, in the conversation itself or in a thread. Said seldom, and taken back when no more are. */
  type(thread: string | null): void {
    const { clock } = this.#parts;
    this.#cancelStop();
    this.#cancelStop = clock.after(STOPS_AFTER_MS, () => this.stop());
    if (this.#own?.thread === thread && this.#own !== null && clock.now() - this.#saidAt < SAY_AGAIN_MS) return;
    this.#own = { thread };
    this.#say();
  }

  /** Nothing is being typed any more. */
  stop(): void {
    this.#cancelStop();
    if (!this.#own) return;
    this.#own = null;
    this.#say();
  }

  #say(): void {
    this.#saidAt = this.#parts.clock.now();
    this.#parts.room.mergePresence({ typing: this.#own });
  }

  #look(): void {
    const { clock, room } = this.#parts;
    const now = clock.now();
    const typers = new Map<string, Typer>();
    let next = Number.POSITIVE_INFINITY;
    for (const peer of room.peers.value.values()) {
      const said = ConversationPresence.safeParse(peer.state);
      if (!said.success || !said.data.typing || peer.user === room.you.value?.user) continue;
      const { thread } = said.data.typing;
      const left = this.#heardAt(peer, now) + FORGOTTEN_AFTER_MS - now;
      if (left <= 0) continue;
      next = Math.min(next, left);
      typers.set(`${peer.user}/${thread}`, { user: peer.user, name: peer.name, thread });
    }
    for (const connection of this.#heard.keys()) if (!room.peers.value.has(connection)) this.#heard.delete(connection);
    this.#show([...typers.values()].toSorted((a, b) => a.name.localeCompare(b.name)));
    this.#cancelLook();
    if (typers.size > 0) this.#cancelLook = clock.after(next, () => this.#look());
  }

  #heardAt(peer: Peer, now: number): number {
    const heard = this.#heard.get(peer.connection);
    if (heard?.peer === peer) return heard.at;
    this.#heard.set(peer.connection, { peer, at: now });
    return now;
  }

  #show(typers: readonly Typer[]): void {
    if (JSON.stringify(typers) !== JSON.stringify(this.#typers.value)) this.#typers.set(typers);
  }
}
