import { RoomError } from "../room/errors.ts";
import { type AwarenessEntry, awarenessFrame, readAwareness } from "./frames.ts";
import type { DocLimits } from "./limits.ts";
import { type DocSession, type DocTrace, isSdk, type PresenceEntry } from "./peer.ts";
import { Window } from "./window.ts";

const AWAY = "null";

/** Clocks of ids that left are remembered for this many, so that one who returns with an old clock is seen. */
const MOST_DEPARTED = 1_000;

/** What presence needs of its room. */
export interface PresenceRoom {
  sessions(): Iterable<DocSession>;
  send(session: DocSession, frame: Uint8Array): void;
  /** Those who left and still show to the others. */
  lingering(): DocTrace[];
}

/**
 * Who is here, in the awareness protocol of y-protocols, with its clocks but not its trust.
 *
 * A socket owns the first presence id it sends that no other user holds; all else it sends is dropped (stock clients
 * send back what they hear). An entry lives in its socket's attachment, so a sleeping room still knows it. The sender
 * gets its own entry back, since a stock provider drops a socket that says nothing for 30 s.
 *
 * The others may be told a higher clock than the owner sent (`told` ≥ `heard`): after a return with an old clock, and
 * when an entry must be named again because a stock client would forget it. The owner is never told such a clock of
 * itself, for it would take the older state for a newer one.
 */
export class Presence {
  readonly #room: PresenceRoom;
  readonly #limits: DocLimits;
  readonly #window: Window;
  /** Sessions whose entry is to be told, and whether it says anything new. */
  readonly #due = new Map<DocSession, "changed" | "renewed">();
  readonly #departed = new Map<number, number>();
  readonly #toldAt = new WeakMap<DocSession, number>();

  constructor(room: PresenceRoom, limits: DocLimits) {
    this.#room = room;
    this.#limits = limits;
    this.#window = new Window(limits.presenceWindowMs, () => this.#tell());
  }

  /**
   * Takes what a socket says of itself.
   * @throws RoomError `invalid` for what does not parse or counts too high, `too_large` for a state above its limit.
   */
  receive(session: DocSession, body: Uint8Array, now: number): void {
    const entry = this.#own(session, readAwareness(body, this.#limits.presenceEntries));
    if (!entry) return;
    if (entry.clock > this.#limits.presenceClock) throw new RoomError("invalid", "This clock is beyond reason.");
    const state = identified(session, entry.state);
    if (state.length > this.#limits.presenceLength) {
      throw new RoomError("too_large", "This is too much to say of oneself.");
    }
    const known = session.own.presence;
    if (known?.id !== entry.id) {
      this.#arrive(session, { ...entry, state }, now);
      return;
    }
    const away = state === AWAY && known.state !== AWAY;
    if (entry.clock < known.heard || (entry.clock === known.heard && !away)) return;
    // What the room told others has come back through another tab; nothing is new, and answering would go on for ever.
    if (entry.clock === known.told && known.told !== known.heard && state === known.state) {
      this.#keep(session, { ...known, heard: entry.clock });
      return;
    }
    const told = Math.max(entry.clock, known.told + 1);
    this.#keep(session, { id: entry.id, heard: entry.clock, told, state });
    this.#stir(session, state === known.state ? "renewed" : "changed", now);
  }

  /** A frame with everyone's presence, or null while there is none. */
  everyone(): Uint8Array | null {
    const entries = [...this.#shown()].map(([, presence]) => toldOf(presence));
    return entries.length > 0 ? awarenessFrame(entries) : null;
  }

  /** What the others must be told when this socket ends. */
  traceOf(session: DocSession): DocTrace | null {
    const untold = this.#due.delete(session);
    const { presence } = session.own;
    if (!presence) return null;
    this.#remember(presence.id, presence.told);
    // A good-bye that still waits for its window is news to the others.
    return presence.state === AWAY && !untold ? null : { id: presence.id, told: presence.told };
  }

  /** Tells that peers are gone, unless they have come back through another socket. */
  depart(traces: readonly DocTrace[]): void {
    const back = new Set([...this.#room.sessions()].map((session) => session.own.presence?.id));
    const gone = traces.filter(({ id }) => !back.has(id)).map(({ id, told }) => ({ id, clock: told + 1, state: AWAY }));
    if (gone.length === 0) return;
    for (const { id, clock } of gone) this.#remember(id, clock);
    const frame = awarenessFrame(gone);
    for (const session of this.#room.sessions()) this.#room.send(session, frame);
  }

  /** The entry of a frame that this socket may say: that of its own id, or the first it may make its own. */
  #own(session: DocSession, entries: readonly AwarenessEntry[]): AwarenessEntry | undefined {
    const mine = session.own.presence?.id;
    if (mine !== undefined) return entries.findLast(({ id }) => id === mine);
    const taken = new Set<number>();
    for (const other of this.#room.sessions()) {
      if (other.own.presence && other.user !== session.user) taken.add(other.own.presence.id);
    }
    return entries.find(({ id }) => !taken.has(id));
  }

  #arrive(session: DocSession, { id, clock, state }: AwarenessEntry, now: number): void {
    const lingering = this.#room.lingering().filter((trace) => trace.id === id);
    let last = Math.max(this.#departed.get(id) ?? -1, ...lingering.map(({ told }) => told));
    for (const other of this.#room.sessions()) {
      // The same user's older socket, its close not yet heard: the new one takes its place.
      if (other === session || other.own.presence?.id !== id) continue;
      last = Math.max(last, other.own.presence.told);
      this.#due.delete(other);
      other.keep({ ...other.own, presence: null });
    }
    this.#keep(session, { id, heard: clock, told: Math.max(clock, last + 1), state });
    this.#stir(session, "changed", now);
  }

  #stir(session: DocSession, what: "changed" | "renewed", now: number): void {
    if (this.#due.get(session) !== "changed") this.#due.set(session, what);
    this.#window.stir(now);
  }

  #tell(): void {
    const due = new Map(this.#due);
    this.#due.clear();
    if (due.size === 0) return;
    const now = Date.now();
    const quiet = [...due].some(([session, what]) => what === "renewed" && !isSdk(session))
      ? this.#nameAgain(due, now)
      : [];
    for (const session of due.keys()) this.#toldAt.set(session, now);
    const changed = [...due].filter(([, what]) => what === "changed").map(([session]) => session);
    const forSdk = changed.length > 0 ? framed(changed) : null;
    const forStock = framed([...due.keys(), ...quiet]);
    for (const session of this.#room.sessions()) {
      const told = isSdk(session) ? changed : [...due.keys(), ...quiet];
      const frame = isSdk(session) ? forSdk : forStock;
      if (frame === null || (isSdk(session) && told.length === 1 && told[0] === session)) continue;
      const { presence } = session.own;
      const raised = presence !== null && presence.told !== presence.heard && told.includes(session);
      this.#room.send(session, raised ? framed(told, session) : frame);
    }
  }

  /** Gives peers who have long said nothing a higher clock, for stock clients that would forget them. */
  #nameAgain(due: ReadonlyMap<DocSession, unknown>, now: number): DocSession[] {
    const quiet = [...this.#shown()].filter(
      ([session]) => !due.has(session) && now - (this.#toldAt.get(session) ?? 0) > this.#limits.presenceQuietMs,
    );
    for (const [session, presence] of quiet) {
      this.#keep(session, { ...presence, told: presence.told + 1 });
      this.#toldAt.set(session, now);
    }
    return quiet.map(([session]) => session);
  }

  *#shown(): Generator<[DocSession, PresenceEntry]> {
    for (const session of this.#room.sessions()) {
      const { presence } = session.own;
      if (presence && presence.state !== AWAY) yield [session, presence];
    }
  }

  #keep(session: DocSession, presence: PresenceEntry): void {
    session.keep({ ...session.own, presence });
  }

  #remember(id: number, clock: number): void {
    this.#departed.delete(id);
    this.#departed.set(id, clock);
    const oldest = this.#departed.keys().next().value;
    if (this.#departed.size > MOST_DEPARTED && oldest !== undefined) this.#departed.delete(oldest);
  }
}

/** A frame of these sessions' entries; `reader` is told its own clock, not the raised one. */
function framed(sessions: readonly DocSession[], reader?: DocSession): Uint8Array {
  const entries = sessions.flatMap((session) => {
    const { presence } = session.own;
    if (!presence) return [];
    return [session === reader ? { ...toldOf(presence), clock: presence.heard } : toldOf(presence)];
  });
  return awarenessFrame(entries);
}

function toldOf({ id, told, state }: PresenceEntry): AwarenessEntry {
  return { id, clock: told, state };
}

/**
 * A state as the others may see it: editors show `user.name` beside the caret, and who that is the room knows better
 * than the client (P5). @throws RoomError `invalid` when it is not JSON.
 */
function identified(session: DocSession, state: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(state);
  } catch {
    throw new RoomError("invalid", "This presence is not JSON.");
  }
  if (typeof parsed !== "object" || parsed === null || !("user" in parsed)) return state;
  if (typeof parsed.user !== "object" || parsed.user === null) return state;
  const { user: id, name } = session.passport;
  return JSON.stringify({ ...parsed, user: { ...parsed.user, id, name } });
}
