import { turnProvider } from "../../worker/providers/turn/turn.ts";
import { settingsOf } from "../../worker/settings.ts";
import type { Json } from "../room/acceptance.ts";
import { answerOf } from "../room/answering.ts";
import type { Standing } from "../room/authority.ts";
import { type Outcome, RoomError } from "../room/errors.ts";
import { JsonRoom, type JsonSession } from "../room/json-room.ts";
import type { Lane } from "../room/lane.ts";
import { hasSchema } from "../room/migrations.ts";
import { type EventEnvelope, type Peer, ROOM_STREAM } from "../room/protocol.ts";
import type { Job } from "../room/schedule.ts";
import { perform } from "./acting.ts";
import { Allowances } from "./allowances.ts";
import { dismiss, restand, retell } from "./belonging.ts";
import { Change, type Ledger } from "./change.ts";
import { endIfEmpty } from "./course/ending.ts";
import { IceIssuer } from "./ice/issuer.ts";
import { EMPTY_JOB, RINGS_JOB, SEATS_JOB } from "./jobs.ts";
import { CALL_ROOM_LIMITS, SOCKET_LIMITS, UNCOUNTED_ROOM_LIMITS, UNCOUNTED_SOCKET_LIMITS } from "./limits.ts";
import { keepKnock } from "./lobby/knocking.ts";
import { eventFor, noteReviewed, seenFrom } from "./lobby/seeing.ts";
import { CallNotice } from "./notices.ts";
import { openLane } from "./notifying/lanes.ts";
import { LOG_LANE, LOG_STREAM } from "./notifying/owed.ts";
import { CallCommand, type CallFrame } from "./protocol.ts";
import { endRinging } from "./ringing/ringing.ts";
import { CALL_MIGRATIONS } from "./schema.ts";
import { freeKept, isUnattended, keepSeat } from "./seats/keeping.ts";
import { Asides } from "./signalling/asides.ts";
import { snapshotFor } from "./snapshot.ts";
import { forgetAll, openStores, type Stores } from "./stores.ts";

/**
 * A call as a room: it runs changes in one transaction each, shows them to whoever may see them, and relays what peers
 * say to each other. What may be asked of it from outside is in `room.ts`; what each act means is in functions over the
 * stores. Sockets do not see each other here: who is in the call is said by its seats.
 */
export abstract class LiveCall extends JsonRoom<CallCommand> {
  protected readonly stores: Stores;
  readonly #sockets = new Map<string, JsonSession>();
  readonly #allowances: Allowances;
  readonly #asides: Asides;
  /** The changes of the commit under way, of which sockets are told when it holds; null outside of one. */
  #changes: Change[] | null = null;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    const isCounted = env.RATE_LIMITS !== "off";
    super(ctx, env, {
      kind: "call",
      limits: isCounted ? CALL_ROOM_LIMITS : UNCOUNTED_ROOM_LIMITS,
      migrations: CALL_MIGRATIONS,
      commands: CallCommand,
    });
    this.stores = openStores(ctx.storage.sql);
    this.#allowances = new Allowances(isCounted ? SOCKET_LIMITS : UNCOUNTED_SOCKET_LIMITS);
    this.#asides = new Asides({
      seats: this.stores.seats,
      ice: new IceIssuer(() => turnProvider(settingsOf(env)), this.log),
      allowances: this.#allowances,
      metrics: this.metrics,
      socketOf: (connection) => this.#sockets.get(connection),
      send: (session, frame) => this.#send(session, frame),
    });
    for (const session of this.sessions) this.#sockets.set(session.connection, session);
    this.#lookAfterSeats();
  }

  // --- The JSON room ---

  protected override execute(session: JsonSession, command: CallCommand): Json | undefined {
    const { user, name, role } = session.passport;
    const { connection } = session;
    if (!this.#allowances.take(session, "command"))
      throw new RoomError("too_many", "That was much at once. Wait a moment.");
    return this.change((change) => perform(change, { user, name, role, connection }, command));
  }

  protected override aside(session: JsonSession, frame: unknown): void | Promise<void> {
    return this.#asides.take(session, frame);
  }

  protected override commit<Result>(act: () => Result): Result {
    if (this.#changes) return this.#orForget(() => super.commit(act));
    const changes: Change[] = [];
    this.#changes = changes;
    let result: Result;
    try {
      result = this.#orForget(() => super.commit(act));
    } finally {
      this.#changes = null;
    }
    for (const change of changes) this.#tell(change);
    return result;
  }

  protected override opened(session: JsonSession): void {
    this.#sockets.set(session.connection, session);
  }

  protected override ended(session: JsonSession): void {
    const { connection, user } = session;
    this.#sockets.delete(connection);
    if (this.erased) return;
    this.change((change) => {
      keepSeat(change, connection);
      keepKnock(change, user);
    });
  }

  /** Whoever may not be here any more loses their seat at once. */
  protected override dismissed(user: string): void {
    this.change((change) => dismiss(change, user));
  }

  protected override restand(standing: Standing): void {
    super.restand(standing);
    this.change((change) => restand(change, standing));
  }

  protected override snapshot(session: JsonSession): readonly [string, ...string[]] {
    return [JSON.stringify(snapshotFor(this.stores, session.passport))];
  }

  protected override follows(): boolean {
    return false;
  }

  protected override eventFor(session: JsonSession, event: EventEnvelope): EventEnvelope | null {
    return eventFor(this.stores, session.passport, event);
  }

  /** Sockets are nothing to each other here; and who waits in the lobby is not to count them. */
  protected override peerFor(): Peer | null {
    return null;
  }

  protected override trace(): Peer | null {
    return null;
  }

  protected override resumableFrom({ user }: JsonSession): number {
    return seenFrom(this.stores, user);
  }

  /** What the workspace tells of the call. */
  protected override heard(body: Json): void {
    const notice = CallNotice.parse(body);
    this.change((change) => {
      switch (notice.type) {
        case "call.is":
          return retell(change, notice.call);
      }
    });
  }

  protected override lane(name: string): Lane<unknown> | null {
    const { env, at, events: log, stores } = this;
    return openLane(name, { env, at, log, stores });
  }

  protected override ownJobs(): Record<string, Job> {
    return {
      [SEATS_JOB]: () => this.change(freeKept),
      [EMPTY_JOB]: () => this.change(endIfEmpty),
      [RINGS_JOB]: () => this.change(endRinging),
    };
  }

  /** The log in D1 is the workspace's to erase, with the call. */
  protected override async purge(): Promise<void> {}

  // --- For the RPC face ---

  /** Answers with what `act` does in one transaction. */
  protected async acting<Value>(act: (change: Change) => Value): Promise<Outcome<Value>> {
    return this.answer(() => this.change(act));
  }

  /** Answers with what `act` does, and with a problem where it throws. */
  protected answer<Value>(act: () => Value): Outcome<Value> {
    const founded = () => {
      // A call that was never founded, or was erased, has no tables to look into.
      void this.at;
      return act();
    };
    return answerOf(founded, this.log, { event: "call.act_failed", message: "The call could not do that." });
  }

  /** Runs one change in one transaction. @throws what `act` throws; nothing of it stays then. */
  protected change<Value>(act: (change: Change) => Value): Value {
    return this.commit(() => {
      const head = () => this.events.head(ROOM_STREAM);
      const before = head();
      const change = new Change(this.stores, this.#ledger(), Date.now());
      this.#changes?.push(change);
      const value = act(change);
      noteReviewed(change, Math.max(before + 1, head()));
      return value;
    });
  }

  // --- Within ---

  /** After a kill nobody says which sockets are gone: on waking the room looks by itself, and leaves the rest to a job. */
  #lookAfterSeats(): void {
    try {
      const isFounded = hasSchema(this.ctx.storage.sql);
      if (isFounded && isUnattended(this.stores, this.#ledger())) this.schedule.at(SEATS_JOB, Date.now());
    } catch (cause) {
      // A constructor that fails would shut the room for good.
      this.log.error("call.waking_failed", { cause });
    }
  }

  /** Tells sockets what a change that holds means for them alone. */
  #tell({ reviewed, reviewedAll, unseated }: Change): void {
    for (const { connection, peer, reason } of unseated) {
      const session = this.#sockets.get(connection);
      if (session) this.#send(session, { type: "unseated", peer, reason });
    }
    if (reviewed.size === 0 && !reviewedAll) return;
    for (const session of this.sessions) {
      if (session.own.streams.length === 0) continue;
      const isSeated = this.stores.seats.of(session.user).length > 0;
      if (reviewed.has(session.user) || (reviewedAll && !isSeated)) this.restate(session);
    }
  }

  /** Answers what `act` does; when it throws, what it wrote is undone, and nothing of it may stay in mind. */
  #orForget<Result>(act: () => Result): Result {
    try {
      return act();
    } catch (cause) {
      forgetAll(this.stores);
      throw cause;
    }
  }

  #send(session: JsonSession, frame: CallFrame): boolean {
    return session.send(JSON.stringify(frame), this.limits.reader);
  }

  #ledger(): Ledger {
    return {
      append: (by, { type, ...data }, lanes) => {
        this.emit({ stream: ROOM_STREAM, type, by, data }, lanes);
      },
      record: (stay) => {
        this.emit({ stream: LOG_STREAM, type: "stay", by: null, data: { ...stay } }, [LOG_LANE]);
      },
      schedule: (job, due) => this.schedule.at(job, due),
      isOpen: (connection) => this.#sockets.has(connection),
      isHere: (user) => [...this.sessions.of(user)].length > 0,
    };
  }
}
