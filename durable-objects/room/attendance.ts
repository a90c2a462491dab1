import type { Connection } from "partyserver";
import type { z } from "zod";
import { CloseCode } from "./close-codes.ts";
import { Departures, LEAVE_GRACE_MS } from "./departures.ts";
import { LIVENESS, Liveness, type LivenessLimits } from "./liveness.ts";
import { type BucketLimit, TokenBucket } from "./rate.ts";
import type { Job, Schedule } from "./schedule.ts";
import type { Passport, ReaderLimit, Session } from "./session.ts";
import { Sessions } from "./sessions.ts";

/** What every kind must limit of its sockets (P8); each kind names its own in its `limits.ts`. */
export interface RoomLimits {
  connections: number;
  connectionsPerUser: number;
  /** Frames a socket may send. */
  frames: BucketLimit;
  reader: ReaderLimit;
  liveness?: LivenessLimits;
  /** How long after a clean close the others still see a peer, in ms; {@link LEAVE_GRACE_MS} unless said. */
  leaveGraceMs?: number;
}

/** How a kind looks at the coming and going of peers. */
export interface Attendees<Own, Trace> {
  /** What a socket's attachment holds. */
  own: z.ZodType<Own>;
  /** What must be remembered of a peer who left. */
  trace: z.ZodType<Trace>;
  /** What to remember of a socket that ends, or null if the others never saw it. */
  traceOf(session: Session<Own>): Trace | null;
  /** A socket has ended, however: nothing comes from it or goes to it any more. */
  ended(session: Session<Own>): void;
  /** Peers whose grace is over, or who are dead: the others must be told. */
  departed(peers: Departed<Trace>[]): void;
}

export interface Departed<Trace> {
  connection: string;
  trace: Trace;
}

/** Why a socket must be closed. */
export interface Refusal {
  code: CloseCode;
  reason: string;
}

/**
 * Who is connected, from the door to the last trace: a socket comes in, is heard, leaves with a grace, dies unheard, or
 * outstays its pass. Nothing here runs while the room rests; all that is due lies in the schedule.
 */
export class Attendance<Own, Trace> {
  readonly sessions: Sessions<Own>;
  readonly #schedule: Schedule;
  readonly #limits: RoomLimits;
  readonly #attendees: Attendees<Own, Trace>;
  readonly #departures: Departures<Trace>;
  readonly #liveness: Liveness<Session<Own>>;
  readonly #answeredAt: (socket: WebSocket) => Date | null;
  readonly #buckets = new WeakMap<Session<Own>, TokenBucket>();
  readonly #ended = new WeakSet<WebSocket>();

  static readonly schema = Departures.schema;

  constructor(ctx: DurableObjectState, schedule: Schedule, limits: RoomLimits, attendees: Attendees<Own, Trace>) {
    this.#schedule = schedule;
    this.#limits = limits;
    this.#attendees = attendees;
    this.#answeredAt = (socket) => ctx.getWebSocketAutoResponseTimestamp(socket);
    this.sessions = new Sessions(attendees.own);
    this.#departures = new Departures(ctx.storage.sql, attendees.trace);
    this.#liveness = new Liveness(ctx.storage, this.sessions, this.#answeredAt, limits.liveness ?? LIVENESS);
  }

  /** Takes up the sockets that stayed open while the room slept. */
  wake(connections: Iterable<Connection>): void {
    this.sessions.wake(connections, (socket, passport) =>
      // A stock client never pings; it renews its presence each 15 s, and so its room does not sleep to begin with.
      passport.dialect === "sdk"
        ? Math.max(this.#answeredAt(socket)?.getTime() ?? 0, passport.connectedAt)
        : Date.now(),
    );
  }

  /** Why `user` may not come in just now, for want of room. */
  crowded(user: string): Refusal | null {
    if (this.sessions.size >= this.#limits.connections) {
      return { code: CloseCode.tooMany, reason: "This room is full; try again later" };
    }
    if ([...this.sessions.of(user)].length >= this.#limits.connectionsPerUser) {
      return { code: CloseCode.tooMany, reason: "Too many connections of yours are open here" };
    }
    return null;
  }

  /** A socket has come in. */
  arrive(connection: Connection, passport: Passport, own: Own): Session<Own> {
    const session = this.sessions.add(connection, { passport, own }, Date.now());
    this.#stir();
    this.#armSweep();
    this.#schedule.at("passes", passport.validUntil);
    return session;
  }

  /** A frame of this socket has come in; answers why it must not be listened to, if so. */
  heard(session: Session<Own>): Refusal | null {
    const now = Date.now();
    session.heardAt = now;
    if (session.passport.validUntil <= now) return PASS_RAN_OUT;
    let bucket = this.#buckets.get(session);
    if (!bucket) {
      bucket = new TokenBucket(this.#limits.frames, now);
      this.#buckets.set(session, bucket);
    }
    if (!bucket.take(now)) return { code: CloseCode.tooMany, reason: "Too many frames; slow down and come back" };
    this.#stir();
    return null;
  }

  /** A socket was closed from outside; the others see its peer until the grace of a reload is over. */
  left(connection: Connection): void {
    const session = this.sessions.take(connection, Date.now());
    if (!session) return;
    const trace = this.#end(session);
    if (trace === null) return;
    const due = Date.now() + (this.#limits.leaveGraceMs ?? LEAVE_GRACE_MS);
    this.#departures.note(session.connection, due, trace);
    this.#schedule.at("departures", due);
  }

  /** Ends a socket by the room's own will. The others are told at once: there is no reload to wait for. */
  close(session: Session<Own>, { code, reason }: Refusal): void {
    session.close(code, reason);
    this.sessions.forget(session);
    const trace = this.#end(session);
    if (trace !== null) this.#attendees.departed([{ connection: session.connection, trace }]);
  }

  /** Ends every socket. */
  closeAll(refusal: Refusal): void {
    for (const session of [...this.sessions]) this.close(session, refusal);
  }

  /** Those who left and still show, for a newcomer's picture of the room. */
  lingering(): Departed<Trace>[] {
    return this.#departures.all();
  }

  /** What the schedule runs. */
  jobs(): Record<string, Job> {
    return { sweep: () => this.#sweep(), departures: () => this.#depart(), passes: () => this.#expire() };
  }

  #end(session: Session<Own>): Trace | null {
    if (this.#ended.has(session.socket)) return null;
    this.#ended.add(session.socket);
    const trace = this.#attendees.traceOf(session);
    this.#attendees.ended(session);
    return trace;
  }

  #depart(): void {
    const { gone, nextDue } = this.#departures.take(Date.now());
    if (nextDue !== null) this.#schedule.at("departures", nextDue);
    if (gone.length > 0) this.#attendees.departed(gone);
  }

  #sweep(): void {
    for (const session of this.#liveness.sweep(Date.now())) this.close(session, UNHEARD);
    this.#armSweep();
  }

  #stir(): void {
    if (this.#liveness.stirred()) this.#armSweep();
  }

  #armSweep(): void {
    const nextMs = this.#liveness.nextMs;
    if (nextMs !== null) this.#schedule.after("sweep", nextMs);
  }

  #expire(): void {
    const now = Date.now();
    for (const session of [...this.sessions]) {
      if (session.passport.validUntil <= now) this.close(session, PASS_RAN_OUT);
    }
    const next = Math.min(...[...this.sessions].map((session) => session.passport.validUntil));
    if (Number.isFinite(next)) this.#schedule.at("passes", next);
  }
}

const PASS_RAN_OUT: Refusal = { code: CloseCode.passExpired, reason: "Your pass has run out" };
const UNHEARD: Refusal = { code: CloseCode.silent, reason: "Nothing was heard from you; reconnect to resume" };
