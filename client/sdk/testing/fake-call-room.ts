import type { CallPeer, CallSnapshot, PeerMedia } from "../../../durable-objects/call/protocol.ts";
import { CallCommand } from "../../../durable-objects/call/protocol.ts";
import type { Call } from "../../../durable-objects/workspace/calls/protocol.ts";
import { FakeRoom, type FakeYou, type Performed, type Said } from "./fake-room.ts";
import type { FakeSocket } from "./fake-server.ts";

const call: Call = {
  ...{ id: "call", title: "Stand-up", about: null, state: "live", createdAt: 1, createdBy: "host" },
  ...{ startsAt: null, minutes: null, startedAt: 1, endedAt: null, invited: [], linked: false },
  ...{ here: { users: [], count: 0 }, people: 0 },
};

/** A call as a room: seats whoever need not wait, and does what it is told to by hand. */
export class FakeCallRoom extends FakeRoom {
  /** Those who would have to wait, by user. */
  readonly waiting = new Set<string>();
  /** What was asked, in order. */
  readonly asked: CallCommand[] = [];
  peers: CallPeer[] = [];
  #seq = 0;
  readonly #events: Said[] = [];

  /** Something happens to the call. */
  happen(event: Said, by: string | null = null): void {
    this.#seq += 1;
    const framed = { stream: "room", seq: this.#seq, at: 5, by, ...event };
    this.#events.push(framed);
    this.tellFollowers(framed);
  }

  /** A seat is otherwise than before. */
  change(peer: string, set: Partial<CallPeer>, by: string | null = null): void {
    this.peers = this.peers.map((each) => (each.id === peer ? { ...each, ...set } : each));
    this.happen({ type: "peer.changed", peer, set }, by);
  }

  /** A seat is free. */
  vacate(peer: string, reason: string): void {
    const { user, name } = this.#seat(peer);
    this.peers = this.peers.filter((each) => each.id !== peer);
    this.happen({ type: "peer.left", peer, user, name, reason });
  }

  /** Those who asked to join, each time, by the key of their tab and the page. */
  get joins(): { key: string; page: string; media: PeerMedia; other?: string | undefined }[] {
    return this.asked.filter((command) => command.type === "call.join");
  }

  protected override welcome(socket: FakeSocket, you: FakeYou, { after }: Said): void {
    this.follow(socket);
    const head = { type: "welcome", protocol: 1, epoch: "e1", seq: this.#seq, you, presence: [] };
    if (typeof after === "number") {
      socket.say({ ...head, recovered: true, events: this.#events.slice(after) });
      return;
    }
    const snapshot: CallSnapshot = {
      ...{ call, settings: { locked: false, lobby: "guests", mayUnmute: true }, peers: this.peers },
      ...{ knocks: [], rings: [], mayHost: false, waits: this.waiting.has(you.user) },
    };
    socket.say({ ...head, recovered: false, snapshot });
  }

  protected override perform(user: string, frame: Said): Performed {
    const command = CallCommand.parse(frame);
    this.asked.push(command);
    switch (command.type) {
      case "call.join":
        return this.#join(user, command);
      case "peer.media": {
        const own = this.peers.find((peer) => peer.user === user);
        if (!own) return { refused: { code: "conflict", message: "You are not in this call." } };
        return this.#done(() => this.change(own.id, { media: command.media }, user));
      }
      case "call.leave": {
        const own = this.peers.find((peer) => peer.user === user);
        if (!own) return { refused: { code: "conflict", message: "You are not in this call." } };
        return this.#done(() => this.vacate(own.id, "left"));
      }
      default:
        return this.#done(() => {});
    }
  }

  #join(user: string, { key, page, media, other }: Extract<CallCommand, { type: "call.join" }>): Performed {
    if (this.waiting.has(user)) return { ack: { seq: this.#seq, result: { as: "waiting" } }, tell: () => {} };
    const known = this.#keys.get(user);
    const own = this.peers.find((peer) => peer.user === user);
    if (own && known && known.key !== key && other === undefined) {
      return { refused: { code: "already_here", message: "You are in this call already." } };
    }
    const generation = own ? own.generation + (known?.page === page ? 0 : 1) : 1;
    this.#keys.set(user, { key, page });
    const peer: CallPeer = {
      ...{ id: own?.id ?? `seat-${user}-${this.#seq}`, user, name: user, role: "peer", guest: false },
      ...{ place: "stage", generation, media: own?.media ?? media, mayPublish: true, hand: null },
      ...{ away: false, joinedAt: 1 },
    };
    this.peers = [...this.peers.filter(({ id }) => id !== peer.id), peer];
    const tell = () => this.happen({ type: "peer.joined", peer }, user);
    return { ack: { seq: this.#seq, result: { as: "peer", peer, full: false } }, tell };
  }

  /** Who sits where, by user: the last page that did. */
  readonly #keys = new Map<string, { key: string; page: string }>();

  /** Another page of `user` sits in their seat now. */
  takeOver(user: string): void {
    this.#keys.set(user, { key: crypto.randomUUID(), page: crypto.randomUUID() });
  }

  #done(tell: () => void): Performed {
    return { ack: { seq: this.#seq }, tell };
  }

  #seat(peer: string): CallPeer {
    const found = this.peers.find(({ id }) => id === peer);
    if (!found) throw new Error(`there is no seat ${peer}`);
    return found;
  }
}
