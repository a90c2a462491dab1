import type { InboxNotice } from "../../inbox/notices.ts";
import type { ConversationUnread } from "../../inbox/protocol.ts";
import type { Json } from "../../room/acceptance.ts";
import type { Delivery, RoomAddress, RoomNotice } from "../../room/authority.ts";
import type { Log } from "../../room/log.ts";
import type { Metrics } from "../../room/metrics.ts";
import { endsWithin } from "../../room/patience.ts";
import { UNREAD_TELLING } from "../limits.ts";
import type { Stores } from "../stores.ts";
import type { ThreadReaderRow } from "./readers.ts";
import { readStateOf, unreadReplies } from "./states.ts";

/** What telling works over. */
interface TellingSurroundings {
  stores: Stores;
  at: () => RoomAddress;
  /** The newest seq there is. */
  head: () => number;
  /** Names this room and its history to inboxes. */
  source: () => string;
  /** Delivers to the inbox of a user; answers the last number it holds. */
  deliver: (user: string, deliveries: Delivery<RoomNotice>[]) => Promise<number>;
  metrics: Metrics;
  log: Log;
}

/**
 * Tells the inbox of everyone who belongs here what is unread for them. That is a state and no event: the newest wins,
 * so what happens close together is told once, and what would change nothing is not told. Whom it is still owed to is
 * known in memory alone; after a death the room's job, which is durable, looks at everyone.
 */
export class UnreadTelling {
  readonly #around: TellingSurroundings;
  /** What each inbox was told last, since this object woke. */
  readonly #told = new Map<string, ConversationUnread>();
  readonly #stirred = new Set<string>();
  #stirredAll = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: Promise<void> | null = null;
  /** When all who were stirred were last told, ms since 1970. */
  #roundAt = 0;
  /** Others were stirred while some were told. */
  #isMore = false;
  /** Everyone was looked at since this object woke. */
  #complete = false;
  #number = 0;
  /** The last telling of each inbox that is under way: the next one waits for it, so that none overtakes another. */
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(around: TellingSurroundings) {
    this.#around = around;
  }

  /** What is unread for these may be otherwise now: they are told when a moment has passed, in which more may happen. */
  stir(users: Iterable<string>): void {
    for (const user of users) this.#stirred.add(user);
    this.#gather();
  }

  /** As {@link stir}, for everyone who belongs here. */
  stirAll(): void {
    this.#stirredAll = true;
    this.#gather();
  }

  /** Tells these at once: they have read something, and their other devices are to show it. */
  async now(users: Iterable<string>): Promise<void> {
    const readers = [...users];
    for (const user of readers) this.#told.delete(user);
    for (const user of await this.#tell(readers)) this.#stirred.add(user);
  }

  /**
   * The room's job: what was left untold, by a failure or by a death. Answers in how many ms to look again, or null.
   * @throws NotAllTold to be run again
   */
  async job(): Promise<number | null> {
    if (!this.#complete) this.#stirredAll = true;
    this.#complete = true;
    // What is being gathered is told when its moment is over.
    if (this.#timer === null) await this.#run();
    if (this.#timer !== null) return UNREAD_TELLING.backupMs;
    if (this.#isStirred) throw new NotAllTold();
    return null;
  }

  get #isStirred(): boolean {
    return this.#stirredAll || this.#stirred.size > 0;
  }

  #gather(): void {
    if (!this.#isStirred || this.#timer !== null || this.#running) return;
    const readers = this.#stirredAll ? this.#around.stores.readers.count() : this.#stirred.size;
    const { quietMs, perReaderMs, steadyMs } = UNREAD_TELLING;
    // A clock that was set back makes nobody wait longer.
    const steadyIn = steadyMs - Math.max(0, Date.now() - this.#roundAt);
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#run().catch((cause) => this.#around.log.warn("conversation.telling_failed", { cause }));
      },
      Math.max(quietMs, readers * perReaderMs, steadyIn),
    );
  }

  /** Tells all who are stirred; those stirred meanwhile have their turn after it. */
  #run(): Promise<void> {
    this.#running ??= this.#round().finally(() => {
      this.#running = null;
      if (this.#isMore) this.#gather();
    });
    return this.#running;
  }

  async #round(): Promise<void> {
    this.#roundAt = Date.now();
    const everyone = this.#stirredAll ? this.#around.stores.readers.belonging() : [];
    const users = new Set([...this.#stirred, ...everyone]);
    this.#stirred.clear();
    this.#stirredAll = false;
    const failed = await this.#tell([...users]);
    this.#isMore = this.#isStirred;
    // What failed waits for the job, which is patient.
    for (const user of failed) this.#stirred.add(user);
  }

  /** Answers those who could not be told. */
  async #tell(users: readonly string[]): Promise<string[]> {
    const left = [...users];
    const failed: string[] = [];
    const work = async () => {
      for (let user = left.pop(); user !== undefined; user = left.pop()) {
        try {
          await this.#inTurn(user);
        } catch (cause) {
          failed.push(user);
          this.#around.metrics.count("conversation.unread_failed");
          this.#around.log.warn("conversation.unread_failed", { cause });
        }
      }
    };
    await Promise.all(Array.from({ length: UNREAD_TELLING.atOnce }, work));
    return failed;
  }

  #inTurn(user: string): Promise<void> {
    const before = this.#underWay.get(user) ?? Promise.resolve();
    // How the one before ended is for who asked for it.
    const turn = before.catch(() => {}).then(() => this.#tellOne(user));
    this.#underWay.set(user, turn);
    return turn.finally(() => {
      if (this.#underWay.get(user) === turn) this.#underWay.delete(user);
    });
  }

  async #tellOne(user: string): Promise<void> {
    const { readers } = this.#around.stores;
    const state = this.#stateOf(user);
    const threads = readers.untoldOf(user);
    // Whoever left has forgotten what they were told.
    if (state === null) this.#told.delete(user);
    const before = this.#told.get(user);
    const isNews = state !== null && (!before || this.#differs(before, state));
    if (!isNews && threads.length === 0) return;
    const notices = [...(isNews ? [{ type: "unread" as const, state }] : []), ...this.#threadNotices(threads)];
    await this.#deliver(user, notices);
    if (state) this.#told.set(user, state);
    for (const row of threads) readers.noteTold(row);
    this.#around.metrics.count("conversation.unread_told");
  }

  async #deliver(user: string, notices: InboxNotice[]): Promise<void> {
    const body: Json = notices;
    for (;;) {
      this.#number = Math.max(this.#number + 1, Date.now());
      const number = this.#number;
      let held = 0;
      const delivered = this.#around
        .deliver(user, [{ source: this.#around.source(), number, body: { type: "told", body } }])
        .then((last) => {
          held = last;
        });
      if (!(await endsWithin(UNREAD_TELLING.patienceMs, delivered))) throw new InboxSilent();
      if (held === number) return;
      if (held < number) throw new InboxRefused();
      // The clock of the machine before ran ahead of this one's: say it again above that.
      this.#number = held;
    }
  }

  /**
   * What is unread for `user`, or null for one who reads nothing here. Whoever does not belong here is told how far they
   * have read, since something may have named them, and of nothing unread.
   */
  #stateOf(user: string): ConversationUnread | null {
    const { stores, at, head } = this.#around;
    const row = stores.readers.find(user);
    if (!row) return null;
    const { workspace, room } = at();
    const place = { workspace, conversation: room, lastAt: stores.messages.lastAt() };
    const { marker, unread, mentions } = readStateOf(stores, row, head());
    if (!row.belongs) return { ...place, marker, unread: 0, mentions: 0, replies: 0 };
    return { ...place, marker, unread, mentions, replies: unreadReplies(stores, user, head()) };
  }

  /** Whether the one says something else than the other. Only where it orders a list is the time of the last message news. */
  #differs(before: ConversationUnread, state: ConversationUnread): boolean {
    const kind = this.#around.stores.about.find()?.kind;
    const isOrdered = kind === "direct" || kind === "group";
    return (
      before.unread !== state.unread ||
      before.mentions !== state.mentions ||
      before.replies !== state.replies ||
      (isOrdered && before.lastAt !== state.lastAt)
    );
  }

  #threadNotices(threads: readonly ThreadReaderRow[]): InboxNotice[] {
    const { stores, at } = this.#around;
    const conversation = at().room;
    return threads.flatMap(({ root, marker }) => {
      const message = stores.messages.idAt(root);
      return message === undefined ? [] : [{ type: "thread_read" as const, conversation, message, seq: marker }];
    });
  }
}

/** Some inboxes could not be told yet. */
class NotAllTold extends Error {
  override name = "NotAllTold";
}

/** An inbox did not answer in time. */
class InboxSilent extends Error {
  override name = "InboxSilent";
}

/** An inbox would not take what it was told. */
class InboxRefused extends Error {
  override name = "InboxRefused";
}
