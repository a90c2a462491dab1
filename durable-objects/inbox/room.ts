import { pushProvider } from "../../worker/providers/push/push.ts";
import { settingsOf } from "../../worker/settings.ts";
import type { Json } from "../room/acceptance.ts";
import { answerOf } from "../room/answering.ts";
import type { Delivery, RoomNotice, Standing } from "../room/authority.ts";
import { type Outcome, ok, RoomError } from "../room/errors.ts";
import { newId } from "../room/id.ts";
import { JSON_ROOM_COMMAND_SLOTS, JSON_ROOM_SCHEMA, JsonRoom, type JsonSession } from "../room/json-room.ts";
import type { Lane } from "../room/lane.ts";
import { type EventEnvelope, type Peer, ROOM_STREAM } from "../room/protocol.ts";
import type { Job } from "../room/schedule.ts";
import { act } from "./acting.ts";
import { DIGEST_JOB, InboxChange, type InboxLedger, PUSH_JOB, WAKE_JOB } from "./change.ts";
import { sendDigest } from "./digest.ts";
import { hear } from "./hearing.ts";
import { ACTIVE_MS, INBOX_ROOM_LIMITS, MAX_PUSH_SUBSCRIPTIONS } from "./limits.ts";
import { InboxNotices } from "./notices.ts";
import {
  InboxCommand,
  type InboxCounts,
  InboxPresence,
  type InboxSnapshot,
  type NewPushSubscription,
  type Notification,
  type NotificationFilter,
  type PushSubscriptionView,
  type Reminder,
} from "./protocol.ts";
import { sendPushes } from "./pushing.ts";
import { snapshotOf } from "./snapshot.ts";
import { type NotificationPlace, notificationShown } from "./store/notifications.ts";
import { subscriptionShown } from "./store/pushes.ts";
import { INBOX_SCHEMA, RINGS_SCHEMA } from "./store/schema.ts";
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
        { number: 4, sql: RINGS_SCHEMA },
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

  async counts(): Promise<Outcome<InboxCounts>> {
    return this.#answer(() => {
      const { notifications, conversations } = this.#stores;
      return { ...notifications.counts(), conversations: conversations.all() };
    });
  }

  /** Up to `limit` notifications behind a place, newest first. */
  async notifications(
    which: { filter: NotificationFilter; workspace: string | null },
    behind: NotificationPlace | null,
    limit: number,
  ): Promise<Outcome<Notification[]>> {
    return this.#answer(() => this.#stores.notifications.list(which, behind, limit).map(notificationShown));
  }

  /** Makes a reminder under an id of its own; again under it, it answers the one there is. */
  async remind({ id, ...wanted }: Reminder): Promise<Outcome<Reminder>> {
    return this.#answer(() => {
      const { reminders } = this.#stores;
      if (!reminders.find(id))
        this.#change(this.name, (change) => act(change, { type: "remind", reminder: id, ...wanted }));
      // One that came due in between is none any more, and was made all the same.
      return reminders.find(id) ?? { id, ...wanted };
    });
  }

  /** A session or API key of the user's ended: closes what it opened here, and pushes no more to its devices. */
  async revokeSession(session: string): Promise<Outcome<null>> {
    if ((await this.address()) === null) return ok(null);
    return this.#answer(() => {
      this.revoke(session);
      const { pushes } = this.#stores;
      for (const each of pushes.subscriptions()) if (each.session === session) pushes.unsubscribe(each.id);
      return null;
    });
  }

  // --- RPC: pushes ---

  /** The devices that are pushed to, the oldest first. */
  async pushSubscriptions(): Promise<Outcome<PushSubscriptionView[]>> {
    return this.#answer(() => this.#stores.pushes.subscriptions().map(subscriptionShown));
  }

  /** Lets a device be pushed to, in place of what its endpoint was before; beyond so many, the oldest ends. */
  async addPushSubscription({
    endpoint,
    keys,
    ...from
  }: NewPushSubscription & { session: string; device: string }): Promise<Outcome<PushSubscriptionView>> {
    return this.#answer(() => {
      const { pushes } = this.#stores;
      const added = { id: newId(), endpoint, ...keys, ...from, createdAt: Date.now() };
      this.ctx.storage.transactionSync(() => {
        for (const each of pushes.subscriptions()) if (each.endpoint === endpoint) pushes.unsubscribe(each.id);
        pushes.subscribe(added);
        for (const { id } of pushes.subscriptions().slice(0, -MAX_PUSH_SUBSCRIPTIONS)) pushes.unsubscribe(id);
      });
      return subscriptionShown(added);
    });
  }

  async removePushSubscription(id: string): Promise<Outcome<null>> {
    return this.#answer(() => {
      if (this.#stores.pushes.unsubscribe(id)) return null;
      throw new RoomError("not_found", "You have no such subscription.");
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
    return {
      [WAKE_JOB]: () => this.#change(null, wake),
      [PUSH_JOB]: () => this.#push(),
      [DIGEST_JOB]: () => this.#digest(),
    };
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
    return answerOf(act, this.log, { event: "inbox.act_failed", message: "The inbox could not do that." });
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

  async #push(): Promise<void> {
    const provider = pushProvider(settingsOf(this.env));
    const next = await sendPushes({ stores: this.#stores, provider, log: this.log, metrics: this.metrics });
    if (next !== null) this.schedule.at(PUSH_JOB, Math.max(next, Date.now() + 1));
  }

  async #digest(): Promise<void> {
    const settings = settingsOf(this.env);
    const origin = settings.PUBLIC_URL ?? this.#stores.own.origin();
    if (origin === null) return;
    await sendDigest({ user: this.name, stores: this.#stores, env: this.env, settings, origin });
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
