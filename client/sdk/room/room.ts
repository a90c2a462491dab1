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
import { Connection, type ConnectionState } from "../connection/connection.ts";
import { PassKeeper } from "../connection/pass.ts";
import { Receipts } from "../connection/receipts.ts";
import { Cell, type Observed } from "../observed.ts";
import { Pace } from "../queue/pace.ts";
import { type CommandOutcome, CommandQueue, type PendingCommand } from "../queue/queue.ts";
import type { Refusals } from "../queue/refusals.ts";
import type { Followed, RoomDesign, RoomOptions, SettledListener } from "./design.ts";
import { readFrame } from "./frames.ts";
import { Stream, type StreamDesign, type StreamWatcher } from "./stream.ts";

/** What a room needs to know of each of its streams, whatever their states are. */
type AnyStream = Pick<Stream<unknown, unknown, unknown>, "name" | "position" | "replace" | "part" | "recover" | "take">;

/**
 * One JSON room, open: its streams with resume (P2), commands with one effect each (P3), presence, and the pass kept
 * fresh.
 */
export class Room<State, Event, Command extends { type: string }, Part = unknown> {
  readonly #connection: Connection;
  readonly #pass: PassKeeper;
  readonly #receipts = new Receipts();
  readonly #pace: Pace;
  readonly #queue: CommandQueue<Command>;
  readonly #settled = new Set<SettledListener<Command>>();
  readonly #main: Stream<State, Event, Part>;
  readonly #streams = new Map<string, AnyStream>();
  readonly #you = new Cell<You | null>(null);
  readonly #peers = new Cell<ReadonlyMap<string, Peer>>(new Map());
  readonly #failure = new Cell<{ code: string; message: string } | null>(null);
  #presence: PresenceState | null = null;
  #welcomed = false;

  constructor(design: RoomDesign<State, Event, Command, Part>, { keep = null, ...options }: RoomOptions) {
    const clock = options.clock ?? systemClock;
    this.#pace = new Pace(clock);
    this.#queue = new CommandQueue({
      clock,
      pace: this.#pace,
      commands: design.commands,
      keep,
      send: (frame) => this.#send(frame),
      settled: (pending, outcome) => {
        for (const listener of [...this.#settled]) listener(pending, outcome);
      },
    });
    this.#main = new Stream(ROOM_STREAM, design.stream);
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
    this.#pass = new PassKeeper(clock, () => this.#say({ type: "renew" }));
    this.#connection.state.subscribe(() => {
      const state = this.#connection.state.value;
      if (state.name === "closed") this.#queue.abandon(state.sentence);
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

  /** Commands not answered yet, in the order they are sent. */
  get pending(): Observed<readonly PendingCommand<Command>[]> {
    return this.#queue.pending;
  }

  /** What the room refused and nobody waited for, such as what an earlier page had asked; told until dismissed. */
  get refusals(): Refusals {
    return this.#queue.refusals;
  }

  /** What the room last said it could not do that was no answer to a command; null when nothing was. */
  get failure(): Observed<{ code: string; message: string } | null> {
    return this.#failure;
  }

  open(): void {
    this.#connection.open();
  }

  /** Leaves. Commands not answered yet stay where they are kept; without a keep they are given up. */
  close(): void {
    this.#pass.dropped();
    this.#connection.close();
    this.#queue.close();
  }

  /** Tries again at once, also after a final close. */
  retry(): void {
    this.#connection.restart();
  }

  /** Tells `watcher` what goes on in the `room` stream; answers the function that stops it. */
  watch(watcher: StreamWatcher<State, Event>): () => void {
    return this.#main.watch(watcher);
  }

  /** Follows another stream of this room. Following one twice replaces the first. */
  subscribe<OtherState, OtherEvent, OtherPart>(
    name: string,
    design: StreamDesign<OtherState, OtherEvent, OtherPart>,
    watcher?: StreamWatcher<OtherState, OtherEvent>,
  ): Followed<OtherState> {
    const stream = new Stream(name, design);
    if (watcher) stream.watch(watcher);
    this.#streams.set(name, stream);
    if (this.#welcomed) this.#follow(stream);
    const stop = () => {
      if (this.#streams.get(name) !== stream) return;
      this.#streams.delete(name);
      if (this.#welcomed) this.#say({ type: "unsubscribe", stream: name });
    };
    return { state: stream.state, seq: () => stream.position?.seq ?? null, stop };
  }

  /** Asks something of the room; kept and sent again until it is answered. The promise never rejects. */
  command(command: Command): Promise<CommandOutcome> {
    return this.issue(command).outcome;
  }

  /** As {@link command}; answers the id under which it is among `pending` too, or none when the room is closed. */
  issue(command: Command): { id: string | null; outcome: Promise<CommandOutcome> } {
    const state = this.#connection.state.value;
    if (state.name !== "closed") return this.#queue.add(command);
    return { id: null, outcome: Promise.resolve({ ok: false, code: "closed", message: state.sentence }) };
  }

  /** Calls `listener` of each command that is settled; answers the function that stops it. */
  onSettled(listener: SettledListener<Command>): () => void {
    this.#settled.add(listener);
    return () => this.#settled.delete(listener);
  }

  /** Says what the others shall see of this client; said again on every new socket. At most 4 kB as JSON. */
  setPresence(state: PresenceState): void {
    this.#presence = state;
    if (this.#welcomed) this.#say({ type: "presence", state });
  }

  /** Says more, or other, of this client, beside what else it says. */
  mergePresence(state: PresenceState): void {
    this.setPresence({ ...this.#presence, ...state });
  }

  #opened(): void {
    this.#receipts.reset();
    this.#pace.reset();
    const from = this.#main.position;
    const resume = from ? { epoch: from.epoch, after: from.seq } : {};
    this.#say({ type: "hello", protocol: PROTOCOL_VERSION, ...resume });
  }

  #lost(): void {
    this.#welcomed = false;
    this.#queue.offline();
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
        this.#queue.answered(control);
        return;
      case "error":
        if (control.id === undefined) this.#failure.set({ code: control.code, message: control.message });
        else this.#queue.answered({ ...control, id: control.id });
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
    this.#queue.online();
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
    this.#send(JSON.stringify(control));
  }

  #send(frame: string): void {
    this.#pace.count();
    this.#connection.send(frame);
  }
}
