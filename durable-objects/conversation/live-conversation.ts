import { webPreview } from "../../worker/providers/links/web-preview.ts";
import { userOfLane } from "../inbox/lanes.ts";
import type { Json } from "../room/acceptance.ts";
import { answerOf } from "../room/answering.ts";
import type { Outcome } from "../room/errors.ts";
import { JsonRoom, type JsonSession } from "../room/json-room.ts";
import type { Lane } from "../room/lane.ts";
import { type EventEnvelope, type Peer, ROOM_STREAM } from "../room/protocol.ts";
import type { Job } from "../room/schedule.ts";
import { perform } from "./acting.ts";
import { join, leave, retell, seat } from "./belonging.ts";
import { Change, type Ledger } from "./change.ts";
import { FILES_LANE, filesLane, purgeFiles } from "./files/lane.ts";
import { CONVERSATION_ROOM_LIMITS, UNCOUNTED_ROOM_LIMITS, UNREAD_TELLING } from "./limits.ts";
import { showCall } from "./messages/call-card.ts";
import { expire, RETENTION_JOB } from "./messages/expiring.ts";
import { redacted } from "./messages/redacting.ts";
import { demandReader } from "./messages/rules.ts";
import { ConversationNotice } from "./notices.ts";
import { WORKSPACE_LANE } from "./notifying/audience.ts";
import { inboxLane, workspaceLane } from "./notifying/lanes.ts";
import type { Participant } from "./participant.ts";
import { lookBehindLinks, PREVIEWS_JOB } from "./previews/previewing.ts";
import { ConversationCommand } from "./protocol.ts";
import { UnreadTelling } from "./reading/telling.ts";
import { SCHEDULED_JOB } from "./scheduled/acts.ts";
import { sendDue } from "./scheduled/sending.ts";
import { CONVERSATION_MIGRATIONS } from "./schema.ts";
import { INDEX_JOB } from "./search/index.ts";
import { Snapshots } from "./snapshot.ts";
import { openStores, type Stores } from "./stores.ts";

/** The job that tells inboxes what a crash, or they themselves, left untold. */
const UNREAD_JOB = "unread";

/**
 * A conversation as a room: it runs changes in one transaction each, shows them to everyone who is here, and tells those
 * who are not. What may be asked of it from outside is in `room.ts`; what each act means is in functions over the stores.
 */
export abstract class LiveConversation extends JsonRoom<ConversationCommand> {
  protected readonly stores: Stores;
  readonly #snapshots: Snapshots;
  readonly #telling: UnreadTelling;
  /** The changes of the commit under way, of which inboxes are told when it holds; null outside of one. */
  #changes: Change[] | null = null;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env, {
      kind: "conversation",
      limits: env.RATE_LIMITS === "off" ? UNCOUNTED_ROOM_LIMITS : CONVERSATION_ROOM_LIMITS,
      migrations: CONVERSATION_MIGRATIONS,
      commands: ConversationCommand,
    });
    this.stores = openStores(ctx.storage.sql);
    this.#snapshots = new Snapshots(this.stores);
    this.#telling = new UnreadTelling({
      stores: this.stores,
      at: () => this.at,
      head: () => this.head,
      source: () => `conversation/${this.name}/${this.events.epoch()}/unread`,
      deliver: (user, deliveries) => env.INBOX.getByName(user).deliver(deliveries),
      metrics: this.metrics,
      log: this.log,
    });
  }

  // --- The JSON room ---

  protected override execute(session: JsonSession, command: ConversationCommand): Json | undefined {
    const { user, name, role } = session.passport;
    return this.change((change) => perform(change, { user, name, role }, command));
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
    for (const { stirred, stirredAll, told } of changes) {
      if (stirredAll) this.#telling.stirAll();
      else this.#telling.stir(stirred);
      if (told.size > 0) this.ctx.waitUntil(this.#telling.now(told));
    }
    return result;
  }

  /** Whoever may not be here any more does not belong here either, and hears nothing more of it. */
  protected override dismissed(user: string): void {
    this.change((change) => leave(change, [user]));
  }

  protected override snapshot(session: JsonSession): readonly [string, ...string[]] {
    return [this.#snapshots.of(session.user, this.head)];
  }

  protected override follows(): boolean {
    return false;
  }

  /** Whoever may come in sees all of it. */
  protected override eventFor(_session: JsonSession, event: EventEnvelope): EventEnvelope | null {
    return event;
  }

  protected override peerFor(_session: JsonSession, peer: Peer): Peer | null {
    return peer;
  }

  protected override resumableFrom(): number {
    return 0;
  }

  /** What the workspace tells of the conversation. */
  protected override heard(body: Json): void {
    const notice = ConversationNotice.parse(body);
    this.change((change) => {
      switch (notice.type) {
        case "conversation.is":
          return retell(change, notice.conversation);
        case "conversation.joined":
          return join(change, notice.users);
        case "conversation.left":
          return leave(change, notice.users);
        case "conversation.seated":
          return seat(change, notice.users);
        case "call.is":
          return showCall(change, notice);
      }
    });
  }

  protected override lane(name: string): Lane<unknown> | null {
    const { env, at, events: log, stores } = this;
    if (name === FILES_LANE) return filesLane({ env, log, files: stores.files });
    if (name === WORKSPACE_LANE) return workspaceLane({ env, at, log, stores });
    const user = userOfLane(name);
    return user === null ? null : inboxLane(user, { env, at, log, stores });
  }

  protected override ownJobs(): Record<string, Job> {
    return {
      [UNREAD_JOB]: () => this.#tellUnread(),
      [SCHEDULED_JOB]: () => this.#sendScheduled(),
      [PREVIEWS_JOB]: () => this.#lookBehindLinks(),
      [RETENTION_JOB]: () => this.change(expire),
      [INDEX_JOB]: () => this.commit(() => this.stores.search.catchUp()),
    };
  }

  protected override async purge(): Promise<void> {
    await purgeFiles(this.env, this.name);
  }

  // --- For the RPC face ---

  /** The newest seq there is. */
  protected get head(): number {
    return this.events.head(ROOM_STREAM);
  }

  /** Answers with what `look` finds for one who may read here. Writes nothing. */
  protected async reading<Value>(who: Participant, look: (stores: Stores) => Value): Promise<Outcome<Value>> {
    return this.answer(() => {
      demandReader(this.stores, who);
      return look(this.stores);
    });
  }

  /** Answers with what `act` does in one transaction. */
  protected async acting<Value>(act: (change: Change) => Value): Promise<Outcome<Value>> {
    return this.answer(() => this.change(act));
  }

  /** Answers with what `act` does, and with a problem where it throws. */
  protected answer<Value>(act: () => Value): Outcome<Value> {
    const founded = () => {
      // A conversation that was never founded, or was erased, has no tables to look into.
      void this.at;
      return act();
    };
    return answerOf(founded, this.log, {
      event: "conversation.act_failed",
      message: "The conversation could not do that.",
    });
  }

  /** Runs one change in one transaction. @throws what `act` throws; nothing of it stays then. */
  protected change<Value>(act: (change: Change) => Value): Value {
    return this.commit(() => {
      const change = new Change(this.stores, this.#ledger(), Date.now());
      this.#changes?.push(change);
      const value = act(change);
      const isAnyone = change.stirredAll || change.stirred.size + change.told.size > 0;
      if (isAnyone) this.schedule.after(UNREAD_JOB, UNREAD_TELLING.backupMs);
      return value;
    });
  }

  // --- Within ---

  /** Answers what `act` does; when it throws, what it wrote is undone, and nothing of it may stay in mind. */
  #orForget<Result>(act: () => Result): Result {
    try {
      return act();
    } catch (cause) {
      this.stores.about.forget();
      throw cause;
    }
  }

  async #sendScheduled(): Promise<void> {
    const { stores, log } = this;
    const next = await sendDue(
      { stores, log, standing: (user) => this.standing(user), change: (act) => this.change(act) },
      Date.now(),
    );
    if (next !== null) this.schedule.at(SCHEDULED_JOB, next);
  }

  async #tellUnread(): Promise<void> {
    const againMs = await this.#telling.job();
    if (againMs !== null) this.schedule.after(UNREAD_JOB, againMs);
  }

  async #lookBehindLinks(): Promise<void> {
    const { stores } = this;
    const isMore = await lookBehindLinks({ stores, look: webPreview, change: (act) => this.change(act) });
    if (isMore) this.schedule.at(PREVIEWS_JOB, Date.now());
  }

  #ledger(): Ledger {
    return {
      nextSeq: () => this.head + 1,
      append: (by, { type, ...data }, lanes) => {
        this.emit({ stream: ROOM_STREAM, type, by, data }, lanes);
      },
      // All events are of one stream, so that each has its position for its seq.
      redact: (message) => this.events.redact(message.seq, message.id, (data) => redacted(data, message)),
      forgetBefore: (seq) => this.events.forget(seq - 1, this.outbox.settled()),
      schedule: (job, due) => this.schedule.at(job, due),
      present: () => this.#present(),
      looksBehindLinks: this.env.LINK_PREVIEWS === "on",
    };
  }

  /** Whoever has a socket here that has said hello. */
  #present(): Set<string> {
    const users = new Set<string>();
    for (const session of this.sessions) if (session.own.streams.length > 0) users.add(session.user);
    return users;
  }
}
