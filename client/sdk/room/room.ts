import {
  type ClientControl,
  type EventEnvelope,
  type Peer,
  PROTOCOL_VERSION,
  type PresenceState,
  ROOM_STREAM,
  type ServerControl,
  type You,
} from "../../../durable-objects/room/protocol.ts";
import { systemClock } from "../clock.ts";
import { Connection, type ConnectionOptions, type ConnectionState } from "../connection/connection.ts";
import { PassKeeper } from "../connection/pass.ts";
import { Receipts } from "../connection/receipts.ts";
import { Cell, type Observed } from "../observed.ts";
import { type CommandOutcome, Commands } from "./commands.ts";
import { readFrame } from "./frames.ts";
import { Stream, type StreamDesign } from "./stream.ts";

/** What a room needs to know of each of its streams, whatever their states are. */
type AnyStream = Pick<Stream<unknown, unknown, unknown>, "name" | "position" | "replace" | "part" | "recover" | "take">;

/**
 * One JSON room, open: its streams with resume (P2), commands with one effect each (P3), presence, and the pass kept
 * fresh. `Command` is what may be asked of this kind of room, without the id, which is made here.
 */
export class Room<State, Event, Command extends { type: string }, Part = unknown> {
  readonly #connection: Connection;
  readonly #pass: PassKeeper;
  readonly #receipts = new Receipts();
  readonly #commands = new Commands();
  readonly #main: Stream<State, Event, Part>;
  readonly #streams = new Map<string, AnyStream>();
  readonly #you = new Cell<You | null>(null);
  readonly #peers = new Cell<ReadonlyMap<string, Peer>>(new Map());
  readonly #failure = new Cell<{ code: string; message: string } | null>(null);
  #presence: PresenceState | null = null;
  #welcomed = false;

  constructor(design: StreamDesign<State, Event, Part>, options: ConnectionOptions) {
    this.#main = new Stream(ROOM_STREAM, design);
    this.#streams.set(ROOM_STREAM, this.#main);
    this.#connection = new Connection(
      {
        opened: () => this.#opened(),
        frame: (frame) => this.#frame(frame),
        lost: () => this.#lost(),
        flush: () => {},
      },
      options,
    );
    this.#pass = new PassKeeper(options.clock ?? systemClock, () => this.#say({ type: "renew" }));
    this.#connection.state.subscribe(() => {
      const state = this.#connection.state.value;
      if (state.name === "closed") this.#commands.abandon(state.sentence);
    });
  }

  get connection(): Observed<ConnectionState> {
    return this.#connection.state;
  }

  /** The state of the `room` stream; null until the room has told it. */
  get state(): Observed<State | null> {
    return this.#main.state;
  }

  /** Who this connection is to the room; null until it is welcomed. */
  get you(): Observed<You | null> {
    return this.#you;
  }

  /** Who is here, by connection; nobody while not connected. */
  get peers(): Observed<ReadonlyMap<string, Peer>> {
    return this.#peers;
  }

  /** What the room last said it could not do that was no answer to a command; null when nothing was. */
  get failure(): Observed<{ code: string; message: string } | null> {
    return this.#failure;
  }

  open(): void {
    this.#connection.open();
  }

  /** Leaves. Commands not answered yet are given up: whether they took effect is then unknown. */
  close(): void {
    this.#pass.dropped();
    this.#connection.close();
  }

  /** Tries again at once, also after a final close. */
  retry(): void {
    this.#connection.restart();
  }

  /** Calls `listener` for every event of the `room` stream; answers the function that stops it. */
  listen(listener: (event: Event) => void): () => void {
    return this.#main.listen(listener);
  }

  /** Follows another stream of this room. Following one twice replaces the first. */
  subscribe<OtherState, OtherEvent, OtherPart>(
    name: string,
    design: StreamDesign<OtherState, OtherEvent, OtherPart>,
  ): { state: Observed<OtherState | null>; stop: () => void } {
    const stream = new Stream(name, design);
    this.#streams.set(name, stream);
    if (this.#welcomed) this.#follow(stream);
    const stop = () => {
      if (this.#streams.get(name) !== stream) return;
      this.#streams.delete(name);
      if (this.#welcomed) this.#say({ type: "unsubscribe", stream: name });
    };
    return { state: stream.state, stop };
  }

  /** Asks something of the room; kept and sent again until it is answered. Never rejects. */
  command(command: Command): Promise<CommandOutcome> {
    const state = this.#connection.state.value;
    if (state.name === "closed") return Promise.resolve({ ok: false, code: "closed", message: state.sentence });
    const { frame, outcome } = this.#commands.add(command);
    if (this.#welcomed) this.#connection.send(frame);
    return outcome;
  }

  /** Says what the others shall see of this client; said again on every new socket. At most 4 kB as JSON. */
  setPresence(state: PresenceState): void {
    this.#presence = state;
    if (this.#welcomed) this.#say({ type: "presence", state });
  }

  #opened(): void {
    this.#receipts.reset();
    const from = this.#main.position;
    const resume = from ? { epoch: from.epoch, after: from.seq } : {};
    this.#say({ type: "hello", protocol: PROTOCOL_VERSION, ...resume });
  }

  #lost(): void {
    this.#welcomed = false;
    this.#pass.dropped();
    if (this.#peers.value.size > 0) this.#peers.set(new Map());
  }

  #frame(text: string | Uint8Array): void {
    if (typeof text !== "string") {
      this.#connection.distrust();
      return;
    }
    const read = this.#receipts.read(text);
    if (read !== null) this.#say({ type: "read", bytes: read });
    try {
      const frame = readFrame(text);
      if (frame.kind === "control") this.#control(frame.control);
      else if (frame.kind === "event") this.#event(frame.event);
    } catch {
      // A frame passed over could be a gap; a new socket resumes behind what was understood.
      this.#connection.distrust();
    }
  }

  #event(event: EventEnvelope): void {
    this.#streams.get(event.stream)?.take(event);
  }

  #control(control: ServerControl): void {
    switch (control.type) {
      case "welcome":
        this.#welcome(control);
        return;
      case "snapshot":
        this.#streams.get(control.stream)?.part({ epoch: control.epoch, seq: control.seq }, control);
        return;
      case "events":
        this.#streams.get(control.stream)?.recover({ epoch: control.epoch, seq: control.seq }, control.events);
        return;
      case "ack":
        this.#commands.answered(control);
        return;
      case "error":
        if (control.id === undefined) this.#failure.set({ code: control.code, message: control.message });
        else this.#commands.answered({ ...control, id: control.id });
        return;
      case "presence":
        this.#presenceChanged(control.peers);
        return;
      case "pass":
        this.#passed(control);
        return;
    }
  }

  #welcome(welcome: Extract<ServerControl, { type: "welcome" }>): void {
    const position = { epoch: welcome.epoch, seq: welcome.seq };
    if (welcome.recovered) this.#main.recover(position, welcome.events ?? []);
    else if (welcome.snapshot !== undefined) this.#main.replace(position, welcome.snapshot);
    this.#you.set(welcome.you);
    this.#pass.held(welcome.you.validUntil);
    this.#peers.set(new Map(welcome.presence.map((peer) => [peer.connection, peer])));
    this.#failure.set(null);
    this.#welcomed = true;
    if (this.#presence) this.#say({ type: "presence", state: this.#presence });
    for (const stream of this.#streams.values()) if (stream.name !== ROOM_STREAM) this.#follow(stream);
    for (const frame of this.#commands.frames()) this.#connection.send(frame);
  }

  #follow({ name, position }: AnyStream): void {
    const resume = position ? { epoch: position.epoch, after: position.seq } : {};
    this.#say({ type: "subscribe", stream: name, ...resume });
  }

  #presenceChanged(changes: Record<string, Peer | null>): void {
    const peers = new Map(this.#peers.value);
    for (const [connection, peer] of Object.entries(changes)) {
      if (peer) peers.set(connection, peer);
      else peers.delete(connection);
    }
    this.#peers.set(peers);
  }

  #passed({ role, validUntil }: { role: You["role"]; validUntil: number }): void {
    const you = this.#you.value;
    if (you) this.#you.set({ ...you, role, validUntil });
    this.#pass.held(validUntil);
  }

  #say(control: ClientControl): void {
    this.#connection.send(JSON.stringify(control));
  }
}
