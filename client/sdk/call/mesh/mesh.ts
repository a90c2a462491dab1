import { MAX_ON_STAGE } from "../../../../durable-objects/call/limits.ts";
import type { CallAside, CallFrame, CallPeer } from "../../../../durable-objects/call/protocol.ts";
import type { Clock } from "../../clock.ts";
import { Cell, type Observed } from "../../observed.ts";
import type { PathProblem } from "../state.ts";
import { Link } from "./link.ts";
import { NOTHING_SENT, type Outgoing, type OutgoingTracks } from "./outgoing.ts";
import type { Path, PathConfiguration } from "./path.ts";
import { IceServers } from "./servers.ts";

/** One's own seat. */
export interface Seat {
  peer: string;
  generation: number;
}

interface MeshParts {
  clock: Clock;
  makePath: (configuration: PathConfiguration) => Path;
  makeStream: () => MediaStream;
  /** Says something to the room; false when there is no socket for it. */
  say: (aside: CallAside) => boolean;
  /** Something of a link is otherwise. */
  changed: () => void;
}

interface Held {
  link: Link;
  generation: number;
  away: boolean;
  /** Whether an offer or an answer was said to them. */
  spoke: boolean;
}

/**
 * A path to each of the others on stage. They are there for as long as both sit where they do: the loss of the socket
 * touches none of them, and whoever sits down anew is begun with anew.
 */
export class Mesh {
  readonly #parts: MeshParts;
  readonly #servers: IceServers;
  readonly #links = new Map<string, Held>();
  readonly #outgoing: Outgoing;
  readonly #problem = new Cell<PathProblem | null>(null);
  readonly #stops: (() => void)[];
  #seat: Seat | null = null;
  /** One asked for a seat, and paths are begun to those with whom one will sit on stage. */
  #expects = false;
  /** What was said to them was heard behind the question, so that nothing of it is lost with the socket before. */
  #isAhead = false;
  /** Counts what this page has sent. */
  #sent = 0;

  constructor(parts: MeshParts) {
    this.#parts = parts;
    this.#outgoing = {
      tracks: NOTHING_SENT,
      others: 0,
      own: { person: parts.makeStream(), screen: parts.makeStream() },
    };
    this.#servers = new IceServers({ clock: parts.clock, ask: () => parts.say({ type: "ice" }) });
    this.#stops = [this.#servers.servers.subscribe(() => this.#configure())];
  }

  /** By seat, in the order in which they were begun. */
  get links(): ReadonlyMap<string, { link: Link }> {
    return this.#links;
  }

  get problem(): Observed<PathProblem | null> {
    return this.#problem;
  }

  /** Whether to some of the others nothing was said yet. */
  get isBeginning(): boolean {
    return [...this.#links.values()].some(({ spoke, away }) => !spoke && !away);
  }

  /** Who is in the call now, and where one sits; null for nowhere. */
  show(peers: readonly CallPeer[], seat: Seat | null): void {
    if (this.#expects && !peers.some(({ id }) => id === seat?.peer)) return;
    const isOther = this.#seat?.peer !== seat?.peer || this.#seat?.generation !== seat?.generation;
    const isAhead = this.#expects && seat !== null && this.#isNewest(seat);
    if (isOther && !isAhead) this.#closeAll();
    this.#isAhead ||= isAhead;
    this.#expects = false;
    if (this.#seat && !seat) this.#servers.rest();
    this.#seat = seat;
    const others = seat ? othersOf(peers, seat) : [];
    for (const [id, held] of this.#links) {
      const peer = others.find((other) => other.id === id);
      if (peer?.generation !== held.generation) this.#close(id, held);
    }
    const isOtherNumber = this.#outgoing.others !== others.length;
    this.#outgoing.others = others.length;
    const back = others.filter(({ id, away }) => this.#links.get(id)?.away && !away);
    for (const { id, generation, away } of others) this.#hold(id, generation).away = away;
    for (const { id } of back) this.#links.get(id)?.link.refresh();
    if (isOtherNumber) for (const { link } of this.#links.values()) link.carry();
  }

  /**
   * One asks for a seat, and will most likely get it: paths are begun to those of `peers` on stage. The room hears what is
   * said to them after the question, so that it relays that for the seat it has given, or to nobody.
   */
  expectSeat(peers: readonly CallPeer[]): void {
    this.#servers.early();
    const others = peers.filter(({ place }) => place === "stage");
    if (this.#seat || others.length === 0 || others.length >= MAX_ON_STAGE) return;
    this.#expects = true;
    this.#outgoing.others = others.length;
    for (const { id, generation, away } of others) if (!away) this.#hold(id, generation).link.begin();
  }

  /** One was given none. */
  expectNoSeat(): void {
    this.#expects = false;
    if (this.#seat) return;
    this.#closeAll();
    this.#servers.rest();
  }

  /** One has a seat on a socket that is new: what was lost with the one before is made good. */
  seated(): void {
    this.#servers.seated();
    for (const { link } of this.#links.values()) if (!this.#isAhead || link.hasLost) link.refresh();
    this.#isAhead = false;
  }

  networkChanged(): void {
    for (const { link } of this.#links.values()) link.networkChanged();
  }

  /** Sends these to everyone from now on. */
  carry(tracks: OutgoingTracks): void {
    if (tracks === this.#outgoing.tracks) return;
    this.#outgoing.tracks = tracks;
    for (const { link } of this.#links.values()) link.carry();
  }

  /** Takes what the room said beside events. What is of no peer one knows, as they now are, is passed over. */
  heard(frame: CallFrame): void {
    if (frame.type === "ice") this.#servers.told(frame);
    else if (frame.type === "unsent") this.#links.get(frame.to)?.link.unsent(frame.reason);
    else if (frame.type === "signal") {
      const held = this.#links.get(frame.from);
      if (held?.generation === frame.generation) held.link.take(frame.signal);
    }
  }

  close(): void {
    this.#closeAll();
    this.#servers.rest();
    for (const stop of this.#stops) stop();
  }

  #hold(id: string, generation: number): Held {
    const known = this.#links.get(id);
    if (known) return known;
    const link = new Link({
      clock: this.#parts.clock,
      polite: this.#seat !== null && this.#seat.peer < id,
      makePath: this.#parts.makePath,
      configuration: () => this.#configuration,
      outgoing: () => this.#outgoing,
      send: (signal) => {
        this.#sent++;
        const isSaid = this.#parts.say({ type: "signal", to: id, generation, n: this.#sent, signal });
        if (signal.kind === "description" && !held.spoke) {
          held.spoke = true;
          this.#changed();
        }
        return isSaid;
      },
      changed: () => this.#changed(),
    });
    const held: Held = { link, generation, away: false, spoke: false };
    this.#links.set(id, held);
    if (this.#servers.servers.value) link.begin();
    return held;
  }

  /** Whether whoever sits in `seat` gives way to nobody, as was taken for granted when paths were begun before it was known. */
  #isNewest({ peer }: Seat): boolean {
    return [...this.#links.keys()].every((id) => id < peer);
  }

  get #configuration(): PathConfiguration {
    return { iceServers: this.#servers.servers.value?.list ?? [], bundlePolicy: "max-bundle" };
  }

  /** There are servers, or others, or fresh credentials: paths are found with these from now on. */
  #configure(): void {
    const isHelped = this.#configuration.iceServers?.length !== 0;
    for (const { link } of this.#links.values()) {
      if (!link.path) link.begin();
      else if (isHelped) {
        link.configured();
        if (link.state !== "connected") link.networkChanged();
      }
    }
    this.#changed();
  }

  #changed(): void {
    const failed = [...this.#links.values()].some(({ link, away }) => link.state === "failed" && !away);
    const relay = this.#servers.servers.value?.relay;
    this.#problem.set(failed ? (relay ? "blocked" : "no_relay") : null);
    this.#parts.changed();
  }

  #close(id: string, { link }: Held): void {
    this.#links.delete(id);
    link.close();
  }

  #closeAll(): void {
    for (const [id, held] of this.#links) this.#close(id, held);
  }
}

/** Those to whom there is a path: on stage, as one is oneself. */
function othersOf(peers: readonly CallPeer[], seat: Seat): readonly CallPeer[] {
  const own = peers.find(({ id }) => id === seat.peer);
  return own?.place === "stage" ? peers.filter(({ id, place }) => id !== seat.peer && place === "stage") : [];
}
