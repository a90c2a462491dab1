import type { Peer } from "../../../durable-objects/room/protocol.ts";
import { BOARD_PRESENCE, BoardPresence } from "../../../durable-objects/workspace/board/protocol.ts";
import { type Clock, systemClock } from "../clock.ts";
import { Cell, type Observed } from "../observed.ts";
import type { WorkspaceRoom } from "../workspace.ts";

/** Presence is said at most this often; the last word is always said. */
export const PRESENCE_EVERY_MS = 100;

/** One who has the board open: a connection, since one user may have several. */
export interface BoardPeer extends Pick<Peer, "connection" | "user" | "name"> {
  presence: BoardPresence;
}

/** Who else is on a board, and what they are doing there. */
export interface Company {
  /** Everyone who has the project open, each user once, oneself left out; by name. */
  people: readonly Pick<Peer, "user" | "name">[];
  /** By task: who has its panel open. */
  viewing: ReadonlyMap<string, readonly BoardPeer[]>;
  /** By task: who drags it, and over which place. */
  dragging: ReadonlyMap<string, BoardPeer>;
  /** By task: who types in it. */
  typing: ReadonlyMap<string, readonly BoardPeer[]>;
  /** By column: who types the title of a new task there. */
  adding: ReadonlyMap<string, readonly BoardPeer[]>;
}

export const NO_COMPANY: Company = {
  people: [],
  viewing: new Map(),
  dragging: new Map(),
  typing: new Map(),
  adding: new Map(),
};

/** Presence on one board: what this client says of itself, and what the others do there. */
export class BoardCompany {
  readonly #room: WorkspaceRoom;
  readonly #project: string;
  readonly #clock: Clock;
  readonly #company = new Cell<Company>(NO_COMPANY);
  #own: BoardPresence = {};
  #said = 0;
  #cancel: (() => void) | null = null;
  #stops: (() => void)[] = [];

  constructor(room: WorkspaceRoom, project: string, clock: Clock = systemClock) {
    this.#room = room;
    this.#project = project;
    this.#clock = clock;
  }

  get company(): Observed<Company> {
    return this.#company;
  }

  open(): void {
    const look = () => this.#company.set(companyOn(this.#project, this.#room));
    this.#stops = [this.#room.peers.subscribe(look), this.#room.you.subscribe(look)];
    look();
    this.#own = { project: this.#project };
    this.#say();
  }

  /** Leaves the board: the others see this client there no more. Said at once, for another board may follow. */
  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#cancel?.();
    this.#cancel = null;
    this.#own = {};
    this.#tell();
  }

  /** Says which task's panel is open; null for none. */
  view(task: string | null): void {
    this.#set({ task: task ?? undefined });
  }

  /** Says what is dragged, over which column and before which task; null when nothing is. */
  drag(drag: BoardPresence["drag"] | null): void {
    this.#set({ drag: drag ?? undefined });
  }

  /** Says where is typed; null for nowhere. */
  type(typing: BoardPresence["typing"] | null): void {
    this.#set({ typing: typing ?? undefined });
  }

  #set(change: { [Name in keyof BoardPresence]?: BoardPresence[Name] | undefined }): void {
    const next = { ...this.#own, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.#own)) return;
    this.#own = next;
    this.#say();
  }

  #say(): void {
    if (this.#cancel) return;
    const wait = this.#said + PRESENCE_EVERY_MS - this.#clock.now();
    if (wait > 0) {
      this.#cancel = this.#clock.after(wait, () => {
        this.#cancel = null;
        this.#say();
      });
      return;
    }
    this.#tell();
  }

  #tell(): void {
    this.#said = this.#clock.now();
    this.#room.mergePresence({ [BOARD_PRESENCE]: JSON.parse(JSON.stringify(this.#own)) });
  }
}

function companyOn(project: string, room: WorkspaceRoom): Company {
  const own = room.you.value;
  const peers: BoardPeer[] = [];
  for (const { connection, user, name, state } of room.peers.value.values()) {
    const presence = BoardPresence.safeParse(state[BOARD_PRESENCE]);
    if (connection === own?.connection || !presence.success || presence.data.project !== project) continue;
    peers.push({ connection, user, name, presence: presence.data });
  }
  const people = new Map(
    peers.filter(({ user }) => user !== own?.user).map(({ user, name }) => [user, { user, name }]),
  );
  const by = (of: (presence: BoardPresence) => string | undefined) => {
    const groups = new Map<string, BoardPeer[]>();
    for (const peer of peers) {
      const id = of(peer.presence);
      if (id !== undefined) groups.set(id, [...(groups.get(id) ?? []), peer]);
    }
    return groups;
  };
  const dragging = peers.flatMap((peer): [string, BoardPeer][] =>
    peer.presence.drag ? [[peer.presence.drag.task, peer]] : [],
  );
  return {
    people: [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
    viewing: by(({ task }) => task),
    dragging: new Map(dragging),
    typing: by(({ typing }) => typing?.task),
    adding: by(({ typing }) => (typing?.task === undefined ? typing?.columnId : undefined)),
  };
}
