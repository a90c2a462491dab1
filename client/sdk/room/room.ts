import {
  type ClientControl,
  CloseCode,
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
import type { Asked } from "./asking.ts";
import { Copying } from "./copying.ts";
import type { Followed, RoomDesign, RoomOptions, SettledListener } from "./design.ts";
import { readFrame } from "./frames.ts";
import { Stream, type StreamDesign, type StreamWatcher } from "./stream.ts";
import { Streams } from "./streams.ts";

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
  readonly #listeners = new Set<(frame: unknown) => void>();
  readonly #main: Stream<State, Event, Part>;
  readonly #streams: Streams;
  readonly #you = new Cell<You | null>(null);
  readonly #peers = new Cell<ReadonlyMap<string, Peer>>(new Map());
  readonly #failure = new Cell<{ code: string; message: string } | null>(null);
  #presence: PresenceState | null = null;
  #welcomed = false;
  #left = false;

  constructor(
    design: RoomDesign<State, Event, Command, Part>,
    { keep = null, copies = null, ...options }: RoomOptions,
  ) {
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
    const copying = copies && new Copying(copies, clock, () => this.#you.value);
    this.#streams = new Streams(this.#main, copying, (stream, resume) =>
      this.#say({ type: "subscribe", stream, ...resume }),
    );
    this.#connection = new Connection(
      {
        opened: () => this.#opened(),
        frame: (frame) => this.#frame(frame),
        lost: () => this.#lost(),
        flush: () => this.#streams.flush(),
      },
      options,
    );
    this.#pass = new PassKeeper(clock, () => this.#say({ type: "renew" }));
    this.#connection.state.subscribe(() => {
      const state = this.#connection.state.value;
      if (state.name === "closed") this.#closed(state);
    });
  }

  get connection(): Observed<ConnectionState> {
    return this.#connection.state;
  }

  /** The state of the `room` stream; null until the room has told it. */
  get state(): Observed<State | null> {
    return this.#main.state;
  }

  /** The seq of the last event that `state` has; null before there is one. */
  get seq(): number | null {
    return this.#main.position?.seq ?? null;
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

  /** False until `pending` tells what earlier pages left, too. */
  get pendingKnown(): Observed<boolean> {
    return this.#queue.ready;
  }

  /** What the room refused and nobody waited for, such as what an earlier page had asked; told until dismissed. */
  get refusals(): Refusals {
    return this.#queue.refusals;
  }

  /** What the room last said it could not do that was no answer to a command; null when nothing was. */
  get failure(): Observed<{ code: string; message: string } | null> {
    return this.#failure;
  }

  /** Begins with what was kept, if anything may be, and connects. */
  open(): void {
    if (this.#streams.kept) void this.#begin();
    else this.#connection.open();
  }

  /** Leaves. Commands not answered yet stay where they are kept; without a keep they are given up. */
  close(): void {
    this.#left = true;
    this.#pass.dropped();
    this.#streams.close();
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

  /** Changes `state` by what the room told otherwise than as an event, such as with an answer. */
  amend(change: (state: State) => State): void {
    this.#main.amend(change);
  }

  /** Follows another stream of this room. Following one twice replaces the first. */
  subscribe<OtherState, OtherEvent, OtherPart>(
    name: string,
    design: StreamDesign<OtherState, OtherEvent, OtherPart>,
    watcher?: StreamWatcher<OtherState, OtherEvent>,
  ): Followed<OtherState> {
    const stream = new Stream(name, design);
    if (watcher) stream.watch(watcher);
    const letGo = this.#streams.add(stream);
    const stop = () => {
      if (letGo() && this.#welcomed) this.#say({ type: "unsubscribe", stream: name });
    };
    return { state: stream.state, seq: () => stream.position?.seq ?? null, stop };
  }

  /** Asks something of the room; kept and sent again until it is answered. The promise never rejects. */
  command(command: Command): Promise<CommandOutcome> {
    return this.issue(command).outcome;
  }

  /** As {@link command}; answers the id under which it is among `pending` too, or none when the room is closed. */
  issue(command: Command): Asked {
    const state = this.#connection.state.value;
    if (state.name !== "closed") return this.#queue.add(command);
    return { id: null, outcome: Promise.resolve({ ok: false, code: "closed", message: state.sentence }) };
  }

  /** Takes back commands that were certainly never sent, all of them or none; answers whether it did. */
  withdraw(ids: readonly string[]): boolean {
    return this.#queue.withdraw(ids);
  }

  /** Calls `listener` of each command that is settled; answers the function that stops it. */
  onSettled(listener: SettledListener<Command>): () => void {
    this.#settled.add(listener);
    return () => this.#settled.delete(listener);
  }

  /**
   * Says something that only this kind of room knows and that is no command: now or never, and at no pace but the kind's
   * own. Answers whether there was a socket for it.
   */
  say(aside: { type: string }): boolean {
    return this.#welcomed && this.#connection.send(JSON.stringify(aside));
  }

  /** Calls `listener` of each frame that only this kind of room knows; answers the function that stops it. */
  onFrame(listener: (frame: unknown) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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

  /** Forgets what was kept of other streams than these, and of the main one. */
  keepOnly(streams: readonly string[]): void {
    this.#streams.keepOnly(streams);
  }

  async #begin(): Promise<void> {
    // Who one was; the room's word takes its place.
    await this.#streams.begin((you) => this.#you.set(you));
    if (!this.#left) this.#connection.open();
  }

  #opened(): void {
    this.#receipts.reset();
    this.#pace.reset();
    this.#say({ type: "hello", protocol: PROTOCOL_VERSION, ...Streams.resumeFrom(this.#main.position) });
  }

  #lost(): void {
    this.#welcomed = false;
    this.#streams.offline();
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
      else if (frame.kind === "event") this.#streams.event(frame.event);
      else for (const listener of [...this.#listeners]) listener(frame.frame);
    } catch {
      // A frame passed over could be a gap; a new socket resumes behind what was understood.
      this.#streams.distrust();
      this.#connection.distrust();
    }
  }

  #control(control: ServerControl): void {
    switch (control.type) {
      case "welcome":
        this.#welcome(control);
        return;
      case "snapshot":
        this.#streams.snapshot(control);
        return;
      case "events":
        this.#streams.missed(control);
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
    this.#streams.online();
    this.#queue.online();
  }

  /** Closed for good: what may not be seen any more is not kept either. What one asked stays where it is kept. */
  #closed({ code, sentence }: { code: number; sentence: string }): void {
    if (code === CloseCode.forbidden || code === CloseCode.gone) this.#streams.forget();
    this.#queue.abandon(sentence);
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
