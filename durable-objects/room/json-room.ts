import type { z } from "zod";
import { Acceptance, type Accepted, type Json } from "./acceptance.ts";
import type { Departed, RoomLimits } from "./attendance.ts";
import type { Delivery, RoomNotice } from "./authority.ts";
import { CloseCode } from "./close-codes.ts";
import { Company } from "./company.ts";
import { named, RoomError } from "./errors.ts";
import { type EventDraft, EventLog, type LoggedEvent, PRUNE_EVERY, type ResumePoint } from "./event-log.ts";
import { parseJson } from "./json-frame.ts";
import type { Lane } from "./lane.ts";
import { OUTBOX_JOB, Outbox } from "./outbox.ts";
import { JsonOwn, PRESENCE_MAX_LENGTH, peerOf } from "./presence.ts";
import {
  ClientControl,
  CommandEnvelope,
  type EventEnvelope,
  Peer,
  PROTOCOL_VERSION,
  type PresenceState,
  ROOM_STREAM,
  type ServerControl,
} from "./protocol.ts";
import { Room, type RoomDesign } from "./room.ts";
import type { Job } from "./schedule.ts";
import type { Session } from "./session.ts";
import { type StreamLimits, Streams } from "./streams.ts";

/** What a JSON room must limit besides what every room does. */
export interface JsonRoomLimits extends RoomLimits, StreamLimits {
  /** The longest frame a client may send, in characters. */
  frameLength: number;
  /** How many events are kept for that. */
  keptEvents: number;
}

export interface JsonRoomDesign<Command extends { type: string }>
  extends Omit<RoomDesign<JsonOwn, Peer>, "own" | "trace"> {
  limits: JsonRoomLimits;
  /** What may be asked: a command without its `id`, which is the room's own affair. */
  commands: z.ZodType<Command>;
}

/** The types of the kernel's own frames: whatever else has no `id` is the kind's, which is told at a glance. */
const CONTROLS: ReadonlySet<string> = new Set(ClientControl.options.map(({ shape }) => shape.type.value));

/** One socket of a JSON room. */
export type JsonSession = Session<JsonOwn>;

/** The tables of a JSON room as they were first released; its kind lists them before its own. */
export const JSON_ROOM_SCHEMA = EventLog.schema + Acceptance.schema + Outbox.schema;
/** The step that follows, which its kind lists after what it had released by then. */
export const JSON_ROOM_COMMAND_SLOTS = Acceptance.slots;

/**
 * A room that speaks JSON: streams of numbered events, commands with one effect each, presence. A client that was away
 * gets exactly what it missed, or a fresh snapshot and `recovered: false` (P2); an accepted command is committed with
 * its events, and with what they owe the outside, in one transaction (P1, P3, P9).
 */
export abstract class JsonRoom<Command extends { type: string }> extends Room<JsonOwn, Peer> {
  protected readonly events: EventLog;
  protected readonly outbox: Outbox;
  readonly #acceptance: Acceptance<Command>;
  readonly #limits: JsonRoomLimits;
  readonly #streams: Streams;
  readonly #company: Company;
  /** What the commit under way has emitted; null outside of one. */
  #emitted: LoggedEvent[] | null = null;
  /** Whether an event of that commit owes something to a lane. */
  #owes = false;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env, design: JsonRoomDesign<Command>) {
    // A peer is its own trace: what the others were shown is what must be taken back.
    super(ctx, env, { ...design, own: JsonOwn, trace: Peer });
    this.#limits = design.limits;
    this.events = new EventLog(ctx.storage);
    this.#acceptance = new Acceptance(ctx.storage.sql, design.commands);
    this.#streams = new Streams(this.sessions, this.events, design.limits, {
      snapshot: (session, stream) => this.snapshot(session, stream),
      follows: (session, stream) => this.follows(session, stream),
      followed: (session, stream) => this.followed(session, stream),
      eventFor: (session, event) => this.eventFor(session, event),
      resumableFrom: (session, stream) => this.resumableFrom(session, stream),
    });
    this.#company = new Company(this.sessions, {
      peerFor: (session, peer) => this.peerFor(session, peer),
      lingering: () => this.attendance.lingering(),
      send: (session, frame) => this.#send(session, frame),
    });
    this.outbox = new Outbox({
      storage: ctx.storage,
      schedule: this.schedule,
      metrics: this.metrics,
      log: this.log,
      lane: (name) => this.lane(name),
      head: () => this.events.position(),
      source: () => `${design.kind}/${this.name}/${this.events.epoch()}`,
    });
  }

  // --- What a kind says ---

  /**
   * Does a command for one who sits at `session`, within a commit: checks permission, writes, and `emit`s.
   * @throws RoomError for what is refused; nothing of it stays then.
   */
  protected abstract execute(session: JsonSession, command: Command): Json | undefined;
  /**
   * The state of a stream as this session may see it, as JSON in parts of at most about 1 MB; of `room`, in one. Text,
   * so that what many ask for at once need be written only once.
   */
  protected abstract snapshot(session: JsonSession, stream: string): readonly [string, ...string[]];
  /** Whether this session may follow a stream (`room` is for everyone). */
  protected abstract follows(session: JsonSession, stream: string): boolean;
  /** An event of a stream this session follows, as much of it as it may see, or null for nothing. */
  protected abstract eventFor(session: JsonSession, event: EventEnvelope): EventEnvelope | null;
  /** A peer, as much of it as this session may see, or null for one it may not know of. */
  protected abstract peerFor(session: JsonSession, peer: Peer): Peer | null;
  /** The lowest seq from which this session may resume: its view may have changed since, and then needs a snapshot. */
  protected abstract resumableFrom(session: JsonSession, stream: string): number;
  /** The outbox lane of this name, or null for one this code does not know. */
  protected abstract lane(name: string): Lane<unknown> | null;
  /** The kind's own jobs, by name. */
  protected abstract ownJobs(): Record<string, Job>;

  // --- For kinds ---

  /**
   * Runs `act` in one transaction and, when it holds, shows its events to everyone who may see them. A commit within a
   * commit is part of it. @throws what `act` throws; nothing of it stays then.
   */
  protected commit<Result>(act: () => Result): Result {
    if (this.#emitted) return act();
    const emitted: LoggedEvent[] = [];
    this.#emitted = emitted;
    this.#owes = false;
    let result: Result;
    try {
      result = this.ctx.storage.transactionSync(act);
    } finally {
      this.#emitted = null;
    }
    for (const { event } of emitted) {
      this.metrics.count("room.event", event.type);
      this.#streams.show(event);
    }
    // Undone by nothing: what a crash leaves here, the outbox's own alarm takes up.
    if (this.#owes) this.ctx.waitUntil(this.outbox.flush());
    return result;
  }

  /**
   * Runs `act` within the commit under way, as a part of it that can fail by itself. @throws what `act` throws; nothing of
   * it stays then, and the commit may go on. @throws Error outside of one.
   */
  protected attempt<Result>(act: () => Result): Result {
    const emitted = this.#emitted;
    if (!emitted) throw new Error("something is attempted within a commit");
    const before = emitted.length;
    try {
      // Within a transaction this is a savepoint.
      return this.ctx.storage.transactionSync(act);
    } catch (cause) {
      emitted.length = before;
      throw cause;
    }
  }

  /**
   * Writes an event within a commit, and owes its effect to `lanes`; it is shown, and the effects delivered, once the
   * commit holds. @throws Error outside of one.
   */
  protected emit(draft: Omit<EventDraft, "at">, lanes: Iterable<string> = []): LoggedEvent {
    if (!this.#emitted) throw new Error("an event is emitted within a commit");
    const entry = this.events.append({ ...draft, at: Date.now() });
    this.#emitted.push(entry);
    for (const lane of lanes) {
      this.outbox.owe(lane, entry.position);
      this.#owes = true;
    }
    if (entry.position % PRUNE_EVERY === 0) this.events.prune(this.#limits.keptEvents, this.outbox.settled());
    return entry;
  }

  /** Gives a session a fresh view of what it follows and of who is here, because what it may see has changed. */
  protected refresh(session: JsonSession): void {
    this.restate(session);
    this.#company.reintroduce(session);
  }

  /** Gives a session a fresh view of what it follows alone. */
  protected restate(session: JsonSession): void {
    this.#streams.refresh(session);
  }

  /**
   * Takes a frame that is neither a command nor the kernel's: it is done once if at all, and nothing of it is kept. A kind
   * that has such frames parses it. @throws RoomError for what is refused; the socket is told, under no id.
   */
  protected aside(_session: JsonSession, _frame: unknown): void | Promise<void> {
    throw notOfTheProtocol();
  }

  // --- What every room asks ---

  /** What other rooms tell may have events of its own, which are shown once all of it is committed. */
  protected override takeIn(deliveries: Delivery<RoomNotice>[], after: (() => void)[]): number {
    return this.commit(() => super.takeIn(deliveries, after));
  }

  protected override told(body: Json): void {
    this.attempt(() => this.heard(body));
  }

  /** Takes what another room tells, within a commit. @throws for what it does not know; the sender then parks it. */
  protected heard(body: Json): void {
    super.told(body);
  }

  protected override jobs(): Record<string, Job> {
    return { ...this.ownJobs(), [OUTBOX_JOB]: () => this.outbox.job() };
  }

  protected override welcome(): JsonOwn {
    return { streams: [], presence: {} };
  }

  /** A session has begun to follow a stream, and is about to be told of it. */
  protected followed(_session: JsonSession, _stream: string): void {}

  /** Nothing is said before `hello`. */
  protected override opened(_session: JsonSession): void {}

  protected override async received(session: JsonSession, frame: string | ArrayBuffer): Promise<void> {
    if (typeof frame !== "string") throw new RoomError("invalid", "This room takes text frames of JSON.");
    if (frame.length > this.#limits.frameLength) {
      return this.close(session, { code: CloseCode.tooLarge, reason: "A frame was too large" });
    }
    const parsed = parseJson(frame);
    if (isAside(parsed)) {
      demandHello(session);
      return this.aside(session, parsed);
    }
    const command = CommandEnvelope.safeParse(parsed);
    if (command.success) return this.#command(session, command.data);
    const control = ClientControl.safeParse(parsed);
    if (!control.success) throw notOfTheProtocol();
    return this.#control(session, control.data);
  }

  protected override refused(session: JsonSession, { code, message }: RoomError): void {
    this.#send(session, { type: "error", code, message });
  }

  protected override passChanged(session: JsonSession): void {
    const { role, validUntil } = session.passport;
    this.#send(session, { type: "pass", role, validUntil });
  }

  protected override trace(session: JsonSession): Peer | null {
    return session.own.streams.length > 0 ? peerOf(session) : null;
  }

  protected override departed(peers: Departed<Peer>[]): void {
    this.#company.gone(peers);
  }

  // --- Within ---

  async #control(session: JsonSession, control: ClientControl): Promise<void> {
    if (control.type === "hello") return this.#hello(session, control.protocol, control);
    demandHello(session);
    switch (control.type) {
      case "subscribe":
        return this.#streams.follow(session, control.stream, control);
      case "unsubscribe":
        return this.#streams.unfollow(session, control.stream);
      case "presence":
        return this.#presence(session, control.state);
      case "renew":
        return this.renew(session);
      case "read":
        return session.receipt(control.bytes);
    }
  }

  #hello(session: JsonSession, protocol: number, from: ResumePoint): void {
    if (protocol < PROTOCOL_VERSION) {
      this.close(session, { code: CloseCode.protocolTooOld, reason: "Reload to get the present version" });
      return;
    }
    if (session.own.streams.length > 0) throw new RoomError("invalid", "Hello was said already.");
    const { user, name, role, validUntil } = session.passport;
    this.#streams.open(session, from, {
      protocol: PROTOCOL_VERSION,
      you: { connection: session.connection, user, name, role, validUntil },
      presence: this.#company.metBy(session),
    });
    this.#company.show(session);
  }

  #presence(session: JsonSession, state: PresenceState): void {
    if (JSON.stringify(state).length > PRESENCE_MAX_LENGTH) {
      throw new RoomError("too_large", "This is too much to say of oneself.");
    }
    session.keep({ ...session.own, presence: state });
    this.#company.show(session);
  }

  #command(session: JsonSession, envelope: CommandEnvelope): void {
    const { id } = envelope;
    try {
      demandHello(session);
      this.#send(session, { type: "ack", id, ...this.#accepted(session, envelope) });
    } catch (cause) {
      const error = named(cause);
      const { code, message } = error;
      if (error !== cause) {
        this.log.error("room.command_failed", { ...session.logged, subject: envelope.type, cause });
      }
      this.metrics.count("room.command_refused", code);
      this.#send(session, { type: "error", id, code, message });
    }
  }

  #accepted(session: JsonSession, envelope: CommandEnvelope): Accepted {
    return this.#acceptance.accept(
      session.user,
      envelope,
      (act) => this.commit(act),
      (command) => {
        const result = this.execute(session, command);
        // Of a stream this socket follows: a seq of another, such as what the room owes, would mean nothing to it.
        const newest = this.#emitted?.findLast(({ event }) => session.own.streams.includes(event.stream));
        const seq = newest?.event.seq ?? this.events.head(ROOM_STREAM);
        return { seq, ...(result === undefined ? {} : { result }) };
      },
    );
  }

  #send(session: JsonSession, frame: ServerControl): void {
    session.send(JSON.stringify(frame), this.#limits.reader);
  }
}

/** Whether this is neither a command, which has an `id`, nor one of the kernel's frames. */
function isAside(frame: unknown): boolean {
  if (typeof frame !== "object" || frame === null || "id" in frame || !("type" in frame)) return false;
  return typeof frame.type === "string" && !CONTROLS.has(frame.type);
}

function demandHello(session: JsonSession): void {
  if (session.own.streams.length === 0) throw new RoomError("invalid", "Say hello first.");
}

function notOfTheProtocol(): RoomError {
  return new RoomError("invalid", "This frame is not part of the protocol.");
}
