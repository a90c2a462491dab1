import type { Draft, InboxCommand } from "../../../durable-objects/inbox/protocol.ts";
import type { Clock } from "../clock.ts";
import { keyOfDraft } from "./lists.ts";

/** A draft is sent once nothing was typed in it for so long. */
export const DRAFT_RESTS_MS = 1_000;

export type DraftCommand = Extract<InboxCommand, { type: "draft" }>;

interface DraftsParts {
  clock: Clock;
  /** Answers the id it has among the commands not answered yet; null when it was not taken. */
  issue: (command: DraftCommand) => string | null;
  withdraw: (ids: readonly string[]) => boolean;
  /** What waits is other than before. */
  changed: () => void;
}

/** What is being typed, on its way to the other devices: shown at once, and sent when the typing rests. */
export class Drafts {
  readonly #parts: DraftsParts;
  readonly #held = new Map<string, { command: DraftCommand; at: number; cancel: () => void }>();
  /** By draft: the command that told it last. */
  readonly #issued = new Map<string, string>();

  constructor(parts: DraftsParts) {
    this.#parts = parts;
  }

  /** What was typed and is not sent yet. */
  get held(): readonly { command: DraftCommand; at: number }[] {
    return [...this.#held.values()];
  }

  /** A draft says `text` now. */
  write(place: Pick<Draft, "conversation" | "thread"> & { workspace: string }, text: string): void {
    const { clock } = this.#parts;
    const key = keyOfDraft(place);
    this.#held.get(key)?.cancel();
    const { workspace, conversation, thread } = place;
    const command: DraftCommand = { type: "draft", workspace, conversation, thread, text };
    // One that was sent as a message is gone on the other devices as soon as that is there.
    const wait = text === "" ? 0 : DRAFT_RESTS_MS;
    this.#held.set(key, { command, at: clock.now(), cancel: clock.after(wait, () => this.#send(key)) });
    this.#parts.changed();
  }

  /** Sends all that waits, now. */
  flush(): void {
    for (const key of [...this.#held.keys()]) this.#send(key);
  }

  #send(key: string): void {
    const held = this.#held.get(key);
    if (!held) return;
    held.cancel();
    // Of those that could not be sent yet only the last says anything.
    const before = this.#issued.get(key);
    if (before !== undefined) this.#parts.withdraw([before]);
    this.#held.delete(key);
    const id = this.#parts.issue(held.command);
    if (id === null) this.#issued.delete(key);
    else this.#issued.set(key, id);
    this.#parts.changed();
  }
}
