import type { ConversationRoomEventBody, Message } from "../../../durable-objects/conversation/protocol.ts";
import type { MessageSource, PageAsked } from "./source.ts";
import type { Edge } from "./state.ts";
import { afterEvent, EMPTY, joinNewer, joinOlder, type Stretch } from "./stretch.ts";

/** How many messages are asked for at once. */
const PAGE = 50;

/** What is being asked for; one of each at most. A place takes the place of all that is held. */
type Asked = "older" | "newer" | "place";

/** Done to what is held by the time an answer is there. */
type Join = (held: Stretch) => Stretch;

interface WindowParts {
  /** The flow it is on: the conversation itself (null), or a thread. */
  flow: string | null;
  source: Pick<MessageSource, "page">;
  /** What is held is other than before, or what there is beyond it. */
  changed: () => void;
}

/**
 * The part of one flow that is held, without a gap: events change it as they come, and pages are joined to its ends. What
 * happens while a page is asked for is done to the page too when it comes, so that nothing is missed or doubled where the
 * two meet. An event says how its message is, so doing one twice does no harm.
 */
export class MessageWindow {
  readonly #parts: WindowParts;
  #stretch: Stretch | null = null;
  readonly #asking = new Map<Asked, Promise<unknown>>();
  readonly #failed = new Set<Asked>();
  /** What happened since the first of what is being asked for was. */
  #meanwhile: ConversationRoomEventBody[] = [];
  /** What is asked for in one age is of no use in another. */
  #age = 0;

  constructor(parts: WindowParts) {
    this.#parts = parts;
  }

  /** What is held; null before anything is. */
  get stretch(): Stretch | null {
    return this.#stretch;
  }

  get older(): Edge {
    if (!this.#stretch) return this.#beyond("place");
    return this.#stretch.older ? this.#beyond("older") : "none";
  }

  get newer(): Edge {
    if (!this.#stretch?.newer) return "none";
    const newer = this.#beyond("newer");
    return newer === "more" ? this.#beyond("place") : newer;
  }

  /** Holds `stretch` from now on; what is being asked for is not waited for any more. */
  begin(stretch: Stretch): void {
    this.#hold(stretch);
    this.#parts.changed();
  }

  /** What comes from now on does not follow what is held. */
  cut(): void {
    if (this.#stretch) this.#hold({ ...this.#stretch, newer: true });
  }

  /** An event of the room. */
  event(event: ConversationRoomEventBody): void {
    if (this.#asking.size > 0) this.#meanwhile.push(event);
    if (this.#stretch) this.#stretch = afterEvent(this.#stretch, event, this.#parts.flow);
  }

  /** Asks for older ones, if there are any. A failure is told by `older`. */
  async loadOlder(): Promise<void> {
    const { flow } = this.#parts;
    const held = this.#stretch;
    const before = held?.messages[0]?.seq;
    if (!held?.older || before === undefined) return;
    await this.#ask("older", async () => {
      const page = await this.#page({ before });
      return (now) => joinOlder(now, page, flow);
    });
  }

  /** Asks for newer ones, if there are any. A failure is told by `newer`. */
  async loadNewer(): Promise<void> {
    const { flow } = this.#parts;
    const held = this.#stretch;
    if (!held?.newer) return;
    const after = held.messages.at(-1)?.seq ?? 0;
    await this.#ask("newer", async () => {
      const page = await this.#page({ after });
      return (now) => joinNewer(now, page, flow);
    });
  }

  /** Asks for the newest ones, which take the place of what is held. A failure is told by both ends. */
  async loadNewest(): Promise<void> {
    this.cut();
    await this.#ask("place", async () => {
      const page = await this.#page({});
      return () => joinOlder(EMPTY, page, this.#parts.flow);
    });
  }

  /**
   * Asks for those around a message of this flow, which take the place of what is held; that is shown until then.
   * @throws ApiError when they are not to be had
   */
  async loadAround(message: () => Promise<Message>): Promise<void> {
    if (this.#stretch) this.#hold(this.#stretch);
    const cause = await this.#ask("place", async () => {
      const { seq } = await message();
      // The two meet between two seqs, so that no message is in both, and none in neither.
      const [before, behind] = await Promise.all([this.#page({ before: seq + 1 }), this.#page({ after: seq })]);
      const { flow } = this.#parts;
      return () => joinNewer(joinOlder(EMPTY, before, flow), behind, flow);
    });
    if (cause !== null) throw cause;
  }

  #page(from: Pick<PageAsked, "before" | "after">) {
    const { flow, source } = this.#parts;
    return source.page({ thread: flow, limit: PAGE, ...from });
  }

  /** Asks for one thing, once at a time. Answers why that failed, or null. */
  #ask(what: Asked, ask: () => Promise<Join>): Promise<unknown> {
    const already = this.#asking.get(what);
    if (already) return already;
    const age = this.#age;
    const since = this.#meanwhile.length;
    const asking = ask().then(
      (join) => {
        if (age !== this.#age) return null;
        const joined = this.#caughtUp(join(this.#stretch ?? EMPTY), since);
        // What was asked for to be joined to the former place does not belong here.
        if (what === "place") this.#hold(joined);
        else this.#stretch = joined;
        this.#answered(what);
        return null;
      },
      (cause: unknown) => {
        if (age !== this.#age) return null;
        this.#failed.add(what);
        this.#answered(what);
        return cause;
      },
    );
    this.#failed.delete(what);
    this.#asking.set(what, asking);
    this.#parts.changed();
    return asking;
  }

  #answered(what: Asked): void {
    this.#asking.delete(what);
    if (this.#asking.size === 0) this.#meanwhile = [];
    this.#parts.changed();
  }

  /** What came is as it was some time after it was asked for, so all that happened since then is done to it. */
  #caughtUp(stretch: Stretch, since: number): Stretch {
    const { flow } = this.#parts;
    return this.#meanwhile.slice(since).reduce((now, event) => afterEvent(now, event, flow), stretch);
  }

  #hold(stretch: Stretch): void {
    this.#stretch = stretch;
    this.#age++;
    this.#asking.clear();
    this.#failed.clear();
    this.#meanwhile = [];
  }

  #beyond(asked: Asked): Edge {
    if (this.#asking.has(asked)) return "loading";
    return this.#failed.has(asked) ? "failed" : "more";
  }
}
