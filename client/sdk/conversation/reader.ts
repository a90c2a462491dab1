import type { ConversationCommand } from "../../../durable-objects/conversation/protocol.ts";
import type { Clock } from "../clock.ts";
import type { CommandOutcome } from "../queue/queue.ts";

/** What was read is told at most this often for each flow; it shows at once. */
export const READ_EVERY_MS = 1_000;

export type Read = Extract<ConversationCommand, { type: "read" }>;

interface ReaderParts {
  clock: Clock;
  issue: (command: Read) => { id: string | null; outcome: Promise<CommandOutcome> };
  withdraw: (ids: readonly string[]) => boolean;
  /** What waits to be told is other than before. */
  changed: () => void;
}

interface Flow {
  /** Waits for its time. */
  held: Read | null;
  /** Told last; its id while it may not have been sent. */
  issued: string | null;
  cancel: (() => void) | null;
}

/** Tells the room how far one has read, so seldom that reading along with a quick talk is no burden to it. */
export class Reader {
  readonly #parts: ReaderParts;
  readonly #flows = new Map<string | null, Flow>();

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  /** What was read and is not asked of the room yet. */
  get held(): readonly Read[] {
    return [...this.#flows.values()].flatMap(({ held }) => held ?? []);
  }

  /** All up to `seq` was read in a flow; or only that, where it was more before. */
  read(seq: number, thread: string | null): void {
    const flow = this.#flows.get(thread) ?? { held: null, issued: null, cancel: null };
    this.#flows.set(thread, flow);
    flow.held = { type: "read", seq, thread };
    if (!flow.cancel) this.#tell(flow);
    this.#parts.changed();
  }

  /** Tells all that waits, now, and nothing after. */
  close(): void {
    for (const flow of this.#flows.values()) {
      flow.cancel?.();
      flow.cancel = null;
      if (flow.held) this.#issue(flow, flow.held);
    }
  }

  #tell(flow: Flow): void {
    flow.cancel = null;
    if (!flow.held) return;
    this.#issue(flow, flow.held);
    flow.cancel = this.#parts.clock.after(READ_EVERY_MS, () => this.#tell(flow));
  }

  #issue(flow: Flow, read: Read): void {
    // Of those that could not be sent yet only the last says anything.
    if (flow.issued !== null) this.#parts.withdraw([flow.issued]);
    flow.held = null;
    const { id, outcome } = this.#parts.issue(read);
    flow.issued = id;
    void outcome.then(() => {
      if (flow.issued === id) flow.issued = null;
    });
  }
}
