import { type Connection, type ConnectionContext, Server } from "partyserver";
import type { Json } from "./acceptance.ts";
import { Admission, type Verdict } from "./admission.ts";
import { Attendance, type Attendees, type Departed, type Refusal, type RoomLimits } from "./attendance.ts";
import type { Authority, Delivery, RoomAddress, RoomNotice, RoomPort, Standing } from "./authority.ts";
import { decodeClaims, REQUEST_HEADER } from "./claims-header.ts";
import { CloseCode } from "./close-codes.ts";
import { named, type Outcome, RoomError } from "./errors.ts";
import { Existence } from "./existence.ts";
import { Inbound } from "./inbound.ts";
import { type Log, logWith } from "./log.ts";
import { GatheredMetrics, type Metrics } from "./metrics.ts";
import { type Migration, migrate } from "./migrations.ts";
import { type Kind, PING, PONG } from "./protocol.ts";
import { refuseSocket } from "./refusal.ts";
import { Renewal } from "./renewal.ts";
import { type Job, Schedule } from "./schedule.ts";
import { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";
import type { TicketClaims } from "./ticket.ts";

/** What a kind tells the kernel about itself. */
export interface RoomDesign<Own, Trace> extends Pick<Attendees<Own, Trace>, "own" | "trace"> {
  kind: Kind;
  limits: RoomLimits;
  /** The kind's own tables, applied after the kernel's. */
  migrations: readonly Migration[];
}

const KERNEL_MIGRATIONS: readonly Migration[] = [
  { number: 1, sql: Schedule.schema + Admission.schema + Attendance.schema + Inbound.schema },
];

/** What the runtime reports for a close frame without a status, as `close()` without arguments sends (RFC 6455 §7.1.5). */
const NO_STATUS = 1005;

const DELETED: Refusal = { code: CloseCode.gone, reason: "This was deleted" };
const NO_ACCESS: Refusal = { code: CloseCode.forbidden, reason: "You no longer have access to this" };
const SIGNED_OUT: Refusal = { code: CloseCode.notAuthenticated, reason: "This session was signed out" };

/**
 * A room of any kind: partyserver's `Server` with its edges covered. It knows where it is, who may come in, who is
 * there and until when, what is due, and nothing of what the room is for.
 *
 * Nothing is stored before `create()`; until then each entry answers as if there were no such room. RPC does not pass
 * through partyserver's `onStart`, so everything is set up in the constructor, which SQLite lets be synchronous.
 */
export abstract class Room<Own, Trace> extends Server<Cloudflare.Env> implements RoomPort {
  static override options = { hibernate: true };

  protected readonly schedule: Schedule;
  protected readonly limits: RoomLimits;
  protected readonly log: Log;
  protected readonly metrics: Metrics;
  protected readonly attendance: Attendance<Own, Trace>;
  readonly #design: RoomDesign<Own, Trace>;
  readonly #admission: Admission;
  readonly #inbound: Inbound;
  readonly #renewal: Renewal<Own>;
  readonly #existence: Existence;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env, design: RoomDesign<Own, Trace>) {
    super(ctx, env);
    this.#design = design;
    this.limits = design.limits;
    this.log = logWith({ kind: design.kind, room: ctx.id.name ?? "" });
    this.metrics = new GatheredMetrics(env.METRICS, design.kind);
    this.schedule = new Schedule(ctx.storage, { log: this.log });
    this.#admission = new Admission(ctx.storage.sql);
    this.#inbound = new Inbound(ctx.storage);
    this.attendance = new Attendance(ctx, this.schedule, design.limits, {
      own: design.own,
      trace: design.trace,
      traceOf: (session) => this.trace(session),
      ended: (session) => this.ended(session),
      departed: (peers) => this.departed(peers),
    });
    this.#renewal = new Renewal(env, {
      standing: (user) => this.standing(user),
      judge: (claims) => this.judge(claims),
      close: (session, code, reason) => this.close(session, { code, reason }),
    });
    this.#existence = new Existence(ctx.storage, () => {
      migrate(ctx.storage, "kernel", KERNEL_MIGRATIONS);
      migrate(ctx.storage, design.kind, design.migrations);
      ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    });
    if (!this.#existence.stored) return;
    this.attendance.wake(this.getConnections());
  }

  // --- What a kind says ---

  /** What the attachment of a new socket holds. */
  protected abstract welcome(newcomer: { connection: string; request: Request }): Own;
  /** A socket has come in. */
  protected abstract opened(session: Session<Own>): void;
  /** A frame has come in. A thrown RoomError goes to `refused`. */
  protected abstract received(session: Session<Own>, frame: string | ArrayBuffer): void | Promise<void>;
  /** A frame of this socket was refused; tell it, or close it. */
  protected abstract refused(session: Session<Own>, error: RoomError): void;
  /** The pass of this socket was renewed, or its role changed: tell it. */
  protected abstract passChanged(session: Session<Own>): void;
  /** What to remember of a socket that ends, or null if the others never saw it. */
  protected abstract trace(session: Session<Own>): Trace | null;
  /** Peers whose grace is over, or who are dead: tell the others. */
  protected abstract departed(peers: Departed<Trace>[]): void;
  /** The kind's jobs, by name. */
  protected abstract jobs(): Record<string, Job>;
  /** Clears what the room holds outside its object (R2), before the object is wiped. May be called again. */
  protected abstract purge(): Promise<void>;

  // --- RPC: the face that every room has ---

  async address(): Promise<RoomAddress | null> {
    return this.#existence.address;
  }

  async create(at: RoomAddress): Promise<Outcome<null>> {
    return this.#existence.create(at, this.#design.kind, this.name);
  }

  async deliver(deliveries: Delivery<RoomNotice>[]): Promise<number> {
    // A room that is no more has nothing to change; saying "taken" lets the sender's lane go on.
    if (!this.#existence.stored) return deliveries.at(-1)?.number ?? 0;
    const after: (() => void)[] = [];
    const last = this.takeIn(deliveries, after);
    for (const act of after) act();
    return last;
  }

  // --- The door ---

  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket") return new Response(null, { status: 426 });
    try {
      const refusal = this.#refusal(request);
      if (refusal) {
        this.metrics.count("room.entry_refused", String(refusal.code));
        return refuseSocket(refusal.code, refusal.reason);
      }
      // A start that fails inside `super.fetch` would send the error's stack to the client.
      await this.__unsafe_ensureInitialized();
      await this.schedule.mend();
    } catch (cause) {
      this.log.error("room.door_failed", { cause });
      return refuseSocket(CloseCode.internal, "The room failed; try again");
    }
    return super.fetch(request);
  }

  override onConnect(connection: Connection, { request }: ConnectionContext): void {
    try {
      const claims = decodeClaims(request);
      // Asked again: a notice may have come in while `super.fetch` waited.
      const verdict = this.judge(claims);
      if (!verdict.admit) {
        connection.close(NO_ACCESS.code, NO_ACCESS.reason);
        return;
      }
      const dialect = new URL(request.url).searchParams.has("sdk") ? "sdk" : "stock";
      const { role, name, revision } = verdict;
      const requestId = request.headers.get(REQUEST_HEADER) ?? "";
      const passport = Session.passport({ ...claims, role, name, revision }, requestId, dialect, Date.now());
      const own = this.welcome({ connection: connection.id, request });
      const session = this.attendance.arrive(connection, passport, own);
      this.metrics.count("room.entered", dialect);
      this.log.info("room.entered", { ...session.logged, user: session.user });
      this.opened(session);
    } catch (cause) {
      this.log.error("room.connect_failed", { connection: connection.id, cause });
      connection.close(CloseCode.internal, "The room failed; try again");
    }
  }

  /**
   * The path of every frame. partyserver reads the socket's whole attachment back for each one; a session in our map
   * says the same for nothing.
   */
  override async webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): Promise<void> {
    const session = this.sessions.get(socket);
    if (!session) return super.webSocketMessage(socket, frame);
    const refusal = this.attendance.heard(session);
    if (refusal) return this.close(session, refusal);
    this.metrics.count("room.frames");
    try {
      await this.received(session, frame);
    } catch (cause) {
      const error = named(cause);
      this.metrics.count("room.frame_refused", error.code);
      if (error !== cause) this.log.error("room.frame_failed", { ...session.logged, cause });
      this.refused(session, error);
    }
  }

  /** A frame of a socket that is not in attendance any more, its close still on the way: nobody's words. */
  override onMessage(): void {}

  override onClose(connection: Connection, code: number): void {
    this.attendance.left(connection);
    // partyserver answers every close but one without a status (1005), after which a browser waits and reports 1006.
    if (code === NO_STATUS) connection.close(CloseCode.normal, "");
    this.metrics.flush();
  }

  override onError(connection: Connection): void {
    this.attendance.left(connection);
  }

  override async onAlarm(): Promise<void> {
    if (!this.#existence.stored) return;
    await this.schedule.run({ ...this.jobs(), ...this.attendance.jobs(), erase: () => this.#erase() });
    this.metrics.flush();
  }

  // --- For kinds ---

  /** Takes deliveries in one transaction; what sockets must feel is left in `after`. Answers the last number held. */
  protected takeIn(deliveries: Delivery<RoomNotice>[], after: (() => void)[]): number {
    return this.#inbound.accept(deliveries, (notice) => this.#take(notice, after));
  }

  /**
   * Another room told this one something; within the transaction that remembers it was heard. A kind that is told nothing
   * refuses it. @throws for what it does not know: the sender then parks it.
   */
  protected told(_body: Json): void {
    throw new RoomError("invalid", "This room is told nothing of that kind.");
  }

  /** A socket has ended, however; what its peer leaves behind is told later, by `departed`. */
  protected ended(_session: Session<Own>): void {}

  /** A user may not be here any more; within the transaction that notes it. A kind that keeps something of them lets go. */
  protected dismissed(_user: string): void {}

  protected get sessions(): Sessions<Own> {
    return this.attendance.sessions;
  }

  /** Where this room is. @throws RoomError `not_found` for a room never created or erased. */
  protected get at(): RoomAddress {
    return this.#existence.demand();
  }

  /** True once the room was erased: it stays so for ever. */
  protected get erased(): boolean {
    return this.#existence.erased;
  }

  /** What the door and a renewal say to these claims. The workspace, which is the authority itself, overrides it. */
  protected judge(claims: TicketClaims): Verdict {
    return this.#admission.judge(claims, Date.now());
  }

  /** The standing of a user, asked of the workspace object. */
  protected standing(user: string): Promise<Outcome<Standing>> {
    const authority: Authority = this.env.WORKSPACE.getByName(this.at.workspace);
    return authority.admit(user, this.at);
  }

  /** Renews the pass of one socket, and tells it. @throws RoomError `unavailable` when nobody could be asked. */
  protected async renew(session: Session<Own>): Promise<void> {
    await this.#renewal.renew(session, this.at);
    if (session.open) this.passChanged(session);
  }

  /** Ends a socket by the room's own will; the others are told at once. */
  protected close(session: Session<Own>, refusal: Refusal): void {
    this.metrics.count("room.closed", String(refusal.code));
    this.attendance.close(session, refusal);
  }

  /** Closes every socket of a user. */
  protected expel(user: string): void {
    for (const session of [...this.sessions.of(user)]) this.close(session, NO_ACCESS);
  }

  /** Gives every socket of a user the name and role it now has. */
  protected restand({ user, role, name, revision }: Standing): void {
    for (const session of [...this.sessions.of(user)]) {
      session.stamp({ ...session.passport, role, name, revision });
      this.passChanged(session);
    }
  }

  /** Closes every socket that one session or API key opened, and lets none of its tickets in again. */
  protected revoke(credential: string): void {
    this.#admission.revoke(credential, Date.now());
    this.#closeCredential(credential);
  }

  /** Marks the room as gone for ever; the object is wiped as soon as what lies outside it is cleared. */
  protected eraseSoon(): void {
    this.#existence.condemn();
    this.schedule.at("erase", Date.now());
  }

  // --- Within ---

  #refusal(request: Request): Refusal | null {
    const address = this.#existence.address;
    if (!address) return DELETED;
    const claims = decodeClaims(request);
    const { workspace, kind, room } = address;
    if (claims.workspace !== workspace || claims.kind !== kind || claims.room !== room) {
      return { code: CloseCode.forbidden, reason: "This ticket is for another room" };
    }
    const verdict = this.judge(claims);
    if (verdict.admit) return this.attendance.crowded(claims.user);
    switch (verdict.reason) {
      case "pass_expired":
        return { code: CloseCode.passExpired, reason: "This ticket has run out" };
      case "removed":
        return NO_ACCESS;
      case "session_revoked":
        return SIGNED_OUT;
    }
  }

  /** Writes what a notice says, and leaves what sockets must feel for after the transaction. */
  #take(notice: RoomNotice, after: (() => void)[]): void {
    switch (notice.type) {
      case "standing": {
        const { user, standing } = notice;
        if (!this.#admission.note(notice)) return;
        if (!standing) this.dismissed(user);
        after.push(() => (standing ? this.restand(standing) : this.expel(user)));
        return;
      }
      case "session_revoked":
        this.#admission.revoke(notice.session, Date.now());
        after.push(() => this.#closeCredential(notice.session));
        return;
      case "told":
        this.told(notice.body);
        return;
      case "erase":
        this.eraseSoon();
        after.push(() => this.attendance.closeAll(DELETED));
        return;
    }
  }

  #closeCredential(credential: string): void {
    for (const session of [...this.sessions]) {
      if (session.passport.session === credential) this.close(session, SIGNED_OUT);
    }
  }

  async #erase(): Promise<void> {
    this.attendance.closeAll(DELETED);
    await this.purge();
    await this.#existence.wipe();
  }
}
