import type { BoardPeer, Company } from "../../../sdk/board/presence.ts";

/** Someone else, as they are shown. */
export interface Person {
  user: string;
  name: string;
}

/** What others do, by where it is shown on the board. */
export interface Marks {
  cards: ReadonlyMap<string, CardMark>;
  /** By column: who writes the title of a new task there. */
  writers: ReadonlyMap<string, readonly Person[]>;
  /** What others carry, over the places where they would put it. */
  ghosts: readonly Ghost[];
}

interface CardMark {
  /** Who has it open or writes in it, each once. */
  open: readonly Person[];
  mover: Person | null;
}

export interface Ghost {
  who: Person;
  task: string;
  columnId: string;
  before: string | null;
}

export const NO_MARKS: Marks = { cards: new Map(), writers: new Map(), ghosts: [] };

/** Reads off what others than `user` do. What is as it was in `before` is the same object again, so that its card stays as it is. */
export function marksOf(company: Company, user: string, before: Marks): Marks {
  const { viewing, typing, dragging, adding } = company;
  const cards = new Map<string, CardMark>();
  const others = (peers: readonly BoardPeer[]) => people(peers.filter((peer) => peer.user !== user));
  for (const id of new Set([...viewing.keys(), ...typing.keys()])) {
    const open = others([...(viewing.get(id) ?? []), ...(typing.get(id) ?? [])]);
    if (open.length > 0) cards.set(id, { open, mover: null });
  }
  const writing = [...adding].map(([columnId, peers]): [string, Person[]] => [columnId, others(peers)]);
  const ghosts: Ghost[] = [];
  for (const [task, peer] of dragging) {
    const [who] = others([peer]);
    const place = peer.presence.drag;
    if (!who || !place) continue;
    cards.set(task, { open: cards.get(task)?.open ?? [], mover: who });
    ghosts.push({ who, task, columnId: place.columnId, before: place.before });
  }
  return {
    cards: keepingSame(cards, before.cards),
    writers: keepingSame(new Map(writing.filter(([, writers]) => writers.length > 0)), before.writers),
    ghosts: same(ghosts, before.ghosts) ? before.ghosts : ghosts,
  };
}

function people(peers: readonly BoardPeer[]): Person[] {
  return [...new Map(peers.map(({ user, name }) => [user, { user, name }])).values()];
}

function keepingSame<Mark>(now: Map<string, Mark>, before: ReadonlyMap<string, Mark>): Map<string, Mark> {
  for (const [id, mark] of now) {
    const former = before.get(id);
    if (former && same(former, mark)) now.set(id, former);
  }
  return now;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
