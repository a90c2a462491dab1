import type { BoardPeer, Company } from "../../../sdk/board/presence.ts";

/** Someone else, as they are shown. */
export interface Person {
  user: string;
  name: string;
}

/** What others do, by where it is shown on the board. */
export interface Marks {
  cards: ReadonlyMap<string, CardMark>;
  columns: ReadonlyMap<string, ColumnMark>;
}

export interface CardMark {
  /** Who has it open or writes in it, each once. */
  open: readonly Person[];
  mover: Person | null;
  /** Who would put what they move before this card. */
  dropper: Person | null;
}

export interface ColumnMark {
  /** Who would put what they move at its end. */
  dropper: Person | null;
  /** Who writes the title of a new task there. */
  writers: readonly Person[];
}

export const NO_MARKS: Marks = { cards: new Map(), columns: new Map() };

/** Reads off what others than `user` do. What is as it was in `before` is the same object again, so that its card stays as it is. */
export function marksOf(company: Company, user: string, before: Marks): Marks {
  const { viewing, typing, dragging, adding } = company;
  const cards = new Map<string, CardMark>();
  const columns = new Map<string, ColumnMark>();
  const others = (peers: readonly BoardPeer[]) => people(peers.filter((peer) => peer.user !== user));
  const cardAt = (id: string) => cards.get(id) ?? { open: [], mover: null, dropper: null };
  const columnAt = (id: string) => columns.get(id) ?? { dropper: null, writers: [] };
  for (const id of new Set([...viewing.keys(), ...typing.keys()])) {
    cards.set(id, { ...cardAt(id), open: others([...(viewing.get(id) ?? []), ...(typing.get(id) ?? [])]) });
  }
  for (const [columnId, peers] of adding) columns.set(columnId, { ...columnAt(columnId), writers: others(peers) });
  for (const [task, peer] of dragging) {
    const [who] = others([peer]);
    const place = peer.presence.drag;
    if (!who || !place) continue;
    cards.set(task, { ...cardAt(task), mover: who });
    if (place.before) cards.set(place.before, { ...cardAt(place.before), dropper: who });
    else columns.set(place.columnId, { ...columnAt(place.columnId), dropper: who });
  }
  return { cards: keepingSame(cards, before.cards), columns: keepingSame(columns, before.columns) };
}

function people(peers: readonly BoardPeer[]): Person[] {
  return [...new Map(peers.map(({ user, name }) => [user, { user, name }])).values()];
}

function keepingSame<Mark>(now: Map<string, Mark>, before: ReadonlyMap<string, Mark>): Map<string, Mark> {
  for (const [id, mark] of now) {
    const former = before.get(id);
    if (former && JSON.stringify(former) === JSON.stringify(mark)) now.set(id, former);
  }
  return now;
}
