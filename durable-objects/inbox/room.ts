import type { Json } from "../room/acceptance.ts";
import type { Delivery, RoomNotice, Standing } from "../room/authority.ts";
import { type Outcome, ok, RoomError } from "../room/errors.ts";
import { JSON_ROOM_COMMAND_SLOTS, JSON_ROOM_SCHEMA, JsonRoom, type JsonSession } from "../room/json-room.ts";
import type { Lane } from "../room/lane.ts";
import { type EventEnvelope, type Peer, ROOM_STREAM } from "../room/protocol.ts";
import type { Job } from "../room/schedule.ts";
import { act } from "./acting.ts";
import { InboxChange, type InboxLedger, WAKE_JOB } from "./change.ts";
import { hear } from "./hearing.ts";
import { ACTIVE_MS, INBOX_ROOM_LIMITS } from "./limits.ts";
import { InboxNotices } from "./notices.ts";
import { InboxCommand, InboxPresence, type InboxSnapshot, type Notification, type UnreadCounts } from "./protocol.ts";
import { snapshotOf } from "./snapshot.ts";
import { type NotificationFilter, type NotificationPlace, notificationShown } from "./store/notifications.ts";
import { INBOX_SCHEMA } from "./store/schema.ts";
import { openStores, type Stores } from "./store/stores.ts";
import { wake } from "./waking.ts";

/**
 * The inbox of one user, whose id is the room's: everything that notifies tells it, and all the user's devices follow it.
 * It belongs to no workspace and admits nobody else. It comes to be with the first that is told it or asks for it.
 */
export class InboxRoom extends JsonRoom<InboxCommand> {
  readonly #stores: Stores;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env, {
      kind: "inbox",
      limits: INBOX_ROOM_LIMITS,
      migrations: [
        { number: 1, sql: JSON_ROOM_SCHEMA },
        { number: 2, sql: JSON_ROOM_COMMAND_SLOTS },
        { number: 3, sql: INBOX_SCHEMA },
      ],
      commands: InboxCommand,
    });
    this.#stores = openStores(ctx.storage.sql);
  }

  // --- RPC: what other rooms tell ---

  override async deliver(deliveries: Delivery<RoomNotice>[]): Promise<number> {
    await this.#begin();
    return super.deliver(deliveries);
  }

  // --- RPC: for the worker, which has verified that its user asks ---

  /** Makes the inbox, if it is not there yet, for its user, who is at `origin`. Answers their standing in it. */
  async open(origin: string): Promise<Outcome<null>> {
    const begun = await this.#begin();
    if (begun.ok) this.#stores.own.setOrigin(origin);
    return begun;
  }

  /** Does one command, as a socket's would. */
  async perform(command: InboxCommand): Promise<Outcome<null>> {
    return this.#answer(() => {
      this.#change(this.name, (change) => act(change, command));
      return null;
    });
  }

  async overview(): Promise<Outcome<InboxSnapshot>> {
    return this.#answer(() => snapshotOf(this.#stores));
  }

  async counts(): Promise<Outcome<UnreadCounts>> {
    return this.#answer(() => this.#stores.notifications.counts());
  }

  /** Up to `limit` notifications behind a place, newest first. */
  async notifications(
    which: { filter: NotificationFilter; workspace: string | null },
    behind: NotificationPlace | null,
    limit: number,
  ): Promise<Outcome<Notification[]>> {
    return this.#answer(() => this.#stores.notifications.list(which, behind, limit).map(notificationShown));
  }

  /** A session or API key of the user's ended: closes what it opened here. */
  async revokeSession(session: string): Promise<Outcome<null>> {
    if ((await this.address()) === null) return ok(null);
    return this.#answer(() => {
      this.revoke(session);
      return null;
    });
  }

  /** Erases everything, for good: there is no such user any more. Again, it does nothing. */
  async erase(): Promise<Outcome<null>> {
    if (this.erased) return ok(null);
    await this.#begin();
    this.eraseSoon();
    return ok(null);
  }

  // --- The JSON room ---

  protected override heard(body: Json): void {
    const told = InboxNotices.parse(body);
    this.#change(null, (change) => {
      for (const notice of Array.isArray(told) ? told : [told]) hear(change, notice);
    });
  }

  protected override execute(session: JsonSession, command: InboxCommand): Json | undefined {
    this.#change(session.user, (change) => act(change, command));
    return undefined;
  }

  protected override snapshot(): readonly [string, ...string[]] {
    return [JSON.stringify(snapshotOf(this.#stores))];
  }

  /** There is no stream beside `room`. */
  protected override follows(): boolean {
    return false;
  }

  protected override eventFor(_session: JsonSession, event: EventEnvelope): EventEnvelope {
    return event;
  }

  protected override peerFor(_session: JsonSession, peer: Peer): Peer {
    return peer;
  }

  protected override resumableFrom(): number {
    return 0;
  }

  /** An inbox tells no other room anything. */
  protected override lane(): Lane<unknown> | null {
    return null;
  }

  protected override ownJobs(): Record<string, Job> {
    return { [WAKE_JOB]: () => this.#change(null, wake) };
  }

  /** Nothing of it lies outside. */
  protected override async purge(): Promise<void> {}

  /** Its own authority: only its user may be here, and no workspace knows of it. */
  protected override async standing(user: string): Promise<Outcome<Standing>> {
    if (user !== this.at.room) return { ok: false, problem: { code: "not_found", message: "There is no such room." } };
    const [session] = this.sessions.of(user);
    return ok({ user, name: session?.passport.name ?? "", role: "owner", revision: 0 });
  }

  // --- Within ---

  /** Makes the inbox, if it is not there yet. One that was erased stays so. */
  async #begin(): Promise<Outcome<null>> {
    return this.create({ workspace: this.name, kind: "inbox", room: this.name });
  }

  async #answer<Value>(act: () => Value): Promise<Outcome<Value>> {
    const begun = await this.#begin();
    if (!begun.ok) return begun;
    try {
      return ok(act());
    } catch (cause) {
      if (cause instanceof RoomError) return { ok: false, problem: cause.toProblem() };
      this.log.error("inbox.act_failed", { cause });
      return { ok: false, problem: { code: "internal", message: "The inbox could not do that." } };
    }
  }

  /** Runs one change in one transaction. @throws what `act` throws; nothing of it stays then. */
  #change<Value>(by: string | null, act: (change: InboxChange) => Value): Value {
    return this.commit(() => {
      const ledger: InboxLedger = {
        say: ({ type, ...data }) => this.emit({ stream: ROOM_STREAM, type, by, data }),
        schedule: (job, due) => this.schedule.at(job, due),
        cancel: (job) => this.schedule.cancel(job),
        isWatched: () => this.#isWatched(),
      };
      const change = new InboxChange(this.name, this.#stores, ledger, Date.now());
      const value = act(change);
      change.finish();
      return value;
    });
  }

  /** Whether the user is at one of their devices, which are heard now and then while anyone is there. */
  #isWatched(): boolean {
    const since = Date.now() - ACTIVE_MS;
    return [...this.sessions].some((session) => {
      const heardAt = this.ctx.getWebSocketAutoResponseTimestamp(session.socket)?.getTime() ?? 0;
      const isHeard = Math.max(heardAt, session.heardAt, session.passport.connectedAt) > since;
      return isHeard && InboxPresence.safeParse(session.own.presence).data?.active === true;
    });
  }
}
