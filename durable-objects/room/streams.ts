import { RoomError } from "./errors.ts";
import type { EventLog, ResumePoint } from "./event-log.ts";
import type { JsonOwn } from "./presence.ts";
import { type EventEnvelope, ROOM_STREAM, type ServerControl } from "./protocol.ts";
import type { ReaderLimit, Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

type JsonSession = Session<JsonOwn>;
type Welcome = Extract<ServerControl, { type: "welcome" }>;

/** What the streams of a JSON room ask of it. */
export interface StreamRules {
  /** The state of a stream as this session may see it, as JSON in parts; of `room`, in one. */
  snapshot(session: JsonSession, stream: string): readonly [string, ...string[]];
  /** Whether this session may follow a stream (`room` is for everyone). */
  follows(session: JsonSession, stream: string): boolean;
  /** A session has begun to follow a stream, and is about to be told of it. */
  followed(session: JsonSession, stream: string): void;
  /** An event of a stream this session follows, as much of it as it may see, or null for nothing. */
  eventFor(session: JsonSession, event: EventEnvelope): EventEnvelope | null;
  /** The lowest seq from which this session may resume. */
  resumableFrom(session: JsonSession, stream: string): number;
}

export interface StreamLimits {
  reader: ReaderLimit;
  /** How many streams one socket may follow. */
  streams: number;
  /** How many events a client may have missed and still get them one by one. */
  resume: number;
}

/** How the sockets of a JSON room follow its streams: what they missed or a fresh state first, then every event (P2). */
export class Streams {
  readonly #sessions: Sessions<JsonOwn>;
  readonly #events: EventLog;
  readonly #limits: StreamLimits;
  readonly #rules: StreamRules;

  constructor(sessions: Sessions<JsonOwn>, events: EventLog, limits: StreamLimits, rules: StreamRules) {
    this.#sessions = sessions;
    this.#events = events;
    this.#limits = limits;
    this.#rules = rules;
  }

  /** Opens the `room` stream behind `from`, with the rest of the welcome. */
  open(session: JsonSession, from: ResumePoint, welcome: Pick<Welcome, "protocol" | "you" | "presence">): void {
    session.keep({ ...session.own, streams: [ROOM_STREAM] });
    const missed = this.#missed(session, ROOM_STREAM, from);
    const frame: Welcome = {
      type: "welcome",
      ...welcome,
      epoch: this.#events.epoch(),
      seq: this.#events.head(ROOM_STREAM),
      recovered: missed !== null,
    };
    if (missed) this.#send(session, { ...frame, events: missed });
    else this.#sendWith(session, frame, "snapshot", this.#rules.snapshot(session, ROOM_STREAM)[0]);
  }

  /** Follows another stream behind `from`. @throws RoomError `not_found`, `limit_reached` */
  follow(session: JsonSession, stream: string, from: ResumePoint): void {
    if (stream === ROOM_STREAM || !this.#rules.follows(session, stream)) {
      throw new RoomError("not_found", "There is no such stream.");
    }
    const others = session.own.streams.filter((each) => each !== stream);
    if (others.length >= this.#limits.streams) throw new RoomError("limit_reached", "Too many streams are open here.");
    session.keep({ ...session.own, streams: [...others, stream] });
    this.#rules.followed(session, stream);
    const missed = this.#missed(session, stream, from);
    if (!missed) {
      this.#sendSnapshot(session, stream);
      return;
    }
    const seq = this.#events.head(stream);
    this.#send(session, { type: "events", stream, epoch: this.#events.epoch(), seq, events: missed });
  }

  /** @throws RoomError `invalid` for the `room` stream */
  unfollow(session: JsonSession, stream: string): void {
    if (stream === ROOM_STREAM) throw new RoomError("invalid", "This stream stays open as long as the socket does.");
    session.keep({ ...session.own, streams: session.own.streams.filter((each) => each !== stream) });
  }

  /** Gives a session a fresh view of what it follows and may follow still. */
  refresh(session: JsonSession): void {
    for (const stream of session.own.streams) {
      if (stream === ROOM_STREAM || this.#rules.follows(session, stream)) this.#sendSnapshot(session, stream);
      else this.unfollow(session, stream);
    }
  }

  /** Shows an event to everyone who follows its stream, as much of it as they may see. */
  show(event: EventEnvelope): void {
    const frame = JSON.stringify(event);
    for (const session of this.#sessions) {
      if (!session.own.streams.includes(event.stream)) continue;
      const shown = this.#rules.eventFor(session, event);
      if (shown) session.send(shown === event ? frame : JSON.stringify(shown), this.#limits.reader);
    }
  }

  /** The events a session missed and may see, or null when it needs a snapshot. */
  #missed(session: JsonSession, stream: string, from: ResumePoint): EventEnvelope[] | null {
    if (from.after === undefined || from.after < this.#rules.resumableFrom(session, stream)) return null;
    const resumption = this.#events.resume(stream, from, this.#limits.resume);
    if (!resumption.recovered) return null;
    return resumption.events.flatMap((event) => this.#rules.eventFor(session, event) ?? []);
  }

  #sendSnapshot(session: JsonSession, stream: string): void {
    const parts = this.#rules.snapshot(session, stream);
    const epoch = this.#events.epoch();
    const seq = this.#events.head(stream);
    parts.forEach((data, part) => {
      const frame: ServerControl = { type: "snapshot", stream, epoch, seq, part, parts: parts.length, data: null };
      this.#sendWith(session, frame, "data", data);
    });
  }

  /** Sends a frame with one more field, whose value is JSON already. */
  #sendWith(session: JsonSession, frame: ServerControl, field: string, json: string): void {
    const head = JSON.stringify({ ...frame, [field]: undefined }).slice(0, -1);
    session.send(`${head},"${field}":${json}}`, this.#limits.reader);
  }

  #send(session: JsonSession, frame: ServerControl): void {
    session.send(JSON.stringify(frame), this.#limits.reader);
  }
}
