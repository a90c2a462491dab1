import type { CallAside, CallFrame, CallPeer, Signal, UnsentReason } from "../../../durable-objects/call/protocol.ts";
import { Mesh } from "../call/mesh/mesh.ts";
import { NOTHING_SENT, type OutgoingTracks } from "../call/mesh/outgoing.ts";
import { FakeStream, FakeTrack } from "./fake-media.ts";
import { FakeNetwork, type FakePath } from "./fake-paths.ts";
import { HandClock } from "./hand-clock.ts";

/** A page in the call. */
export interface MeshClient {
  id: string;
  mesh: Mesh;
  tracks: OutgoingTracks;
  /** The paths that this page made, in order. */
  paths: FakePath[];
  /** The asides that this page sent, in order. */
  said: CallAside[];
}

interface OnTheWay {
  from: string;
  to: string;
  signal: Signal;
  deliver: () => void;
}

/** The servers that the room names. */
const SERVERS: CallFrame = { type: "ice", servers: [{ urls: ["stun:here"] }], relay: false, expiresAt: null };

export const peer = (id: string, set: Partial<CallPeer> = {}): CallPeer => ({
  ...{ id, user: id, name: id, role: "peer", guest: false, place: "stage", generation: 1 },
  ...{ media: { audio: true, video: true, screen: false }, mayPublish: true, hand: null, away: false, joinedAt: 1 },
  ...set,
});

/**
 * Meshes, and a room that relays between them by its rules: to one who is on stage, sits there in that generation, and has
 * a socket.
 */
export class MeshBench {
  readonly clock = new HandClock();
  readonly network = new FakeNetwork();
  /** What the room answers when it is asked for servers; null for nothing. */
  servers: CallFrame | null = SERVERS;
  #peers: CallPeer[] = [];
  readonly #clients = new Map<string, MeshClient>();
  #held: OnTheWay[] | null = null;
  /** Of those who asked for a seat and have no answer, what they said behind that. */
  readonly #asking = new Map<string, (() => void)[]>();

  /** Somebody sits down, and everyone is told. */
  join(id: string, set: Partial<CallPeer> = {}): MeshClient {
    const client = this.#page(id);
    this.#clients.set(id, client);
    this.#peers = [...this.#peers.filter((each) => each.id !== id), peer(id, set)];
    client.mesh.carry(client.tracks);
    this.#tell();
    client.mesh.seated();
    return client;
  }

  /** Somebody asks for a seat. What they say to those inside is heard behind that. */
  ask(id: string): MeshClient {
    const client = this.#page(id);
    this.#clients.set(id, client);
    this.#asking.set(id, []);
    client.mesh.expectSeat(this.#peers);
    return client;
  }

  /** Gives them one. */
  give({ id, mesh, tracks }: MeshClient, set: Partial<CallPeer> = {}): void {
    const behind = this.#asking.get(id) ?? [];
    this.#asking.delete(id);
    this.#peers = [...this.#peers, peer(id, set)];
    this.#tell();
    mesh.carry(tracks);
    mesh.seated();
    for (const deliver of behind) deliver();
  }

  /** Gives them none. */
  refuse({ id, mesh }: MeshClient): void {
    this.#asking.delete(id);
    this.#clients.delete(id);
    mesh.expectNoSeat();
  }

  /** Somebody is otherwise than before, and everyone is told. */
  change(id: string, set: Partial<CallPeer>): void {
    this.#peers = this.#peers.map((each) => (each.id === id ? { ...each, ...set } : each));
    this.#tell();
  }

  /** Somebody loses their socket. */
  lose({ id }: MeshClient): void {
    this.change(id, { away: true });
  }

  /** Comes back on a new socket. */
  resume({ id, mesh }: MeshClient): void {
    this.change(id, { away: false });
    mesh.seated();
  }

  leave({ id }: MeshClient): void {
    this.#peers = this.#peers.filter((each) => each.id !== id);
    this.#clients.get(id)?.mesh.show([], null);
    this.#clients.delete(id);
    this.#tell();
  }

  /** Another page sits down in a seat. */
  reload(client: MeshClient): MeshClient {
    const { generation } = this.#peerOf(client.id);
    client.mesh.close();
    return this.join(client.id, { generation: generation + 1 });
  }

  /** Keeps back what is said from now on. */
  hold(): void {
    this.#held = [];
  }

  /** Hands over what was kept back, of `first` before all others. */
  async release(first: string | null = null): Promise<void> {
    const held = this.#held ?? [];
    this.#held = null;
    const sorted = held.toSorted((a, b) => Number(b.from === first) - Number(a.from === first));
    for (const { deliver } of sorted) deliver();
    await this.settled();
  }

  /** Loses what was kept back. */
  drop(): void {
    this.#held = null;
  }

  /** Waits until nobody has anything to do. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets time pass, and what it brings about come to an end. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    await this.settled();
  }

  /** Hands a frame to a client as it is. */
  tell({ mesh }: MeshClient, frame: CallFrame): void {
    mesh.heard(frame);
  }

  [Symbol.dispose](): void {
    for (const { mesh } of this.#clients.values()) mesh.close();
  }

  #page(id: string): MeshClient {
    const paths: FakePath[] = [];
    const said: CallAside[] = [];
    const mesh = new Mesh({
      clock: this.clock,
      makePath: (configuration) => {
        const path = this.network.make(configuration);
        paths.push(path);
        return path;
      },
      makeStream: () => new FakeStream(),
      say: (aside) => this.#say(client, aside),
      changed: () => {},
    });
    const tracks = { ...NOTHING_SENT, microphone: new FakeTrack("audio", id), camera: new FakeTrack("video", id) };
    const client = { id, mesh, tracks, paths, said };
    return client;
  }

  #say(client: MeshClient, aside: CallAside): boolean {
    const behind = this.#asking.get(client.id);
    if (behind) {
      client.said.push(aside);
      if (aside.type === "signal") behind.push(() => this.#deliver(client, this.#peerOf(client.id).generation, aside));
      else if (aside.type === "ice") behind.push(() => this.servers && client.mesh.heard(this.servers));
      return true;
    }
    if (this.#clients.get(client.id) !== client || this.#peerOf(client.id).away) return false;
    client.said.push(aside);
    if (aside.type === "ice" && this.servers) client.mesh.heard(this.servers);
    if (aside.type !== "signal") return true;
    const { to, signal } = aside;
    const { generation } = this.#peerOf(client.id);
    const deliver = () => this.#deliver(client, generation, aside);
    if (this.#held) this.#held.push({ from: client.id, to, signal, deliver });
    else queueMicrotask(deliver);
    return true;
  }

  #deliver(
    client: MeshClient,
    from: number,
    { to, n, generation, signal }: Extract<CallAside, { type: "signal" }>,
  ): void {
    const reason = this.#whyNot(to, generation);
    if (reason) client.mesh.heard({ type: "unsent", to, n, reason });
    else this.#clients.get(to)?.mesh.heard({ type: "signal", from: client.id, generation: from, signal });
  }

  #whyNot(to: string, generation: number): UnsentReason | null {
    const addressee = this.#peers.find(({ id }) => id === to);
    if (addressee?.generation !== generation) return "gone";
    if (addressee.place !== "stage") return "watching";
    return addressee.away ? "away" : null;
  }

  #peerOf(id: string): CallPeer {
    const found = this.#peers.find((each) => each.id === id);
    if (!found) throw new Error(`${id} is not in the call`);
    return found;
  }

  #tell(): void {
    for (const { id, mesh } of this.#clients.values()) {
      if (this.#asking.has(id)) continue;
      const { generation, away } = this.#peerOf(id);
      if (!away) mesh.show(this.#peers, { peer: id, generation });
    }
  }
}
