import type { Departed } from "./attendance.ts";
import { type JsonOwn, peerOf } from "./presence.ts";
import type { Peer, ServerControl } from "./protocol.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

type JsonSession = Session<JsonOwn>;

/** What the company of a JSON room asks of it. */
export interface CompanyRules {
  /** A peer, as much of it as this session may see, or null for one it may not know of. */
  peerFor(session: JsonSession, peer: Peer): Peer | null;
  /** Those who left and still show. */
  lingering(): Departed<Peer>[];
  send(session: JsonSession, frame: ServerControl): void;
}

/** Those who have said hello to a JSON room, and how they see each other come, change and go. */
export class Company {
  readonly #sessions: Sessions<JsonOwn>;
  readonly #rules: CompanyRules;

  constructor(sessions: Sessions<JsonOwn>, rules: CompanyRules) {
    this.#sessions = sessions;
    this.#rules = rules;
  }

  /** Everyone a newcomer meets: who is here, and who has just left and may be back in a moment. */
  metBy(newcomer: JsonSession): Peer[] {
    const here = [...this.#present()].filter((other) => other !== newcomer).map(peerOf);
    const lingering = this.#rules.lingering().map(({ trace }) => trace);
    return [...here, ...lingering].flatMap((peer) => this.#rules.peerFor(newcomer, peer) ?? []);
  }

  /** Shows a peer, new or changed, to all others who may see it. */
  show(shown: JsonSession): void {
    const peer = peerOf(shown);
    for (const session of this.#present()) {
      const seen = session === shown ? null : this.#rules.peerFor(session, peer);
      if (seen) this.#rules.send(session, { type: "presence", peers: { [peer.connection]: seen } });
    }
  }

  /** Shows one session everyone anew, and takes back those it may not see any more. */
  reintroduce(session: JsonSession): void {
    const peers = [...this.#present()].map(peerOf);
    const entries = peers.map((peer) => [peer.connection, this.#rules.peerFor(session, peer)]);
    this.#rules.send(session, { type: "presence", peers: Object.fromEntries(entries) });
  }

  /** Takes back peers who are gone, from those who saw them. */
  gone(peers: Departed<Peer>[]): void {
    for (const session of this.#present()) {
      const met = peers.filter(({ trace }) => this.#rules.peerFor(session, trace) !== null);
      if (met.length === 0) continue;
      const entries = met.map(({ connection }) => [connection, null]);
      this.#rules.send(session, { type: "presence", peers: Object.fromEntries(entries) });
    }
  }

  *#present(): IterableIterator<JsonSession> {
    for (const session of this.#sessions) if (session.own.streams.length > 0) yield session;
  }
}
