import {
  InboxCommand,
  type InboxEvent,
  type InboxSnapshot,
  type PreferencesChange,
  type SavedMessage,
  type Thing,
} from "../../../durable-objects/inbox/protocol.ts";
import type { You } from "../../../durable-objects/room/protocol.ts";
import type { Clock } from "../clock.ts";
import type { ConnectionState } from "../connection/connection.ts";
import type { Page } from "../connection/page.ts";
import { newKey } from "../id.ts";
import { Cell, type Observed } from "../observed.ts";
import type { CommandOutcome } from "../queue/queue.ts";
import type { Refusals } from "../queue/refusals.ts";
import { ask } from "../room/asking.ts";
import type { Room } from "../room/room.ts";
import { Drafts } from "./drafts.ts";
import { predictInbox } from "./predict.ts";
import type { InboxState } from "./state.ts";

export type InboxConnection = Room<InboxState, InboxEvent, InboxCommand, InboxSnapshot>;

interface InboxParts {
  room: InboxConnection;
  clock: Clock;
  page: Page;
}

/** What one asks to be reminded of: a note, or something there is, or both. */
export interface NewReminder {
  workspace?: string | null;
  note?: string;
  thing?: Thing | null;
  message?: string | null;
  /** ms since 1970 */
  dueAt: number;
}

/** One's inbox, live and optimistic on each of one's devices: what is done here shows at once. `open()` it. */
export class InboxRoom {
  readonly #room: InboxConnection;
  readonly #page: Page;
  readonly #drafts: Drafts;
  readonly #state = new Cell<InboxState | null>(null);
  #stops: (() => void)[] = [];

  constructor({ room, clock, page }: InboxParts) {
    this.#room = room;
    this.#page = page;
    this.#drafts = new Drafts({
      clock,
      issue: (command) => room.issue(command).id,
      withdraw: (ids) => room.withdraw(ids),
      changed: () => this.#show(),
    });
  }

  get connection(): Observed<ConnectionState> {
    return this.#room.connection;
  }

  get you(): Observed<You | null> {
    return this.#room.you;
  }

  /** The inbox with what is done here over it; null until the room has told it, and nothing was kept. */
  get state(): Observed<InboxState | null> {
    return this.#state;
  }

  /** What it would not do, with its reason, until it is dismissed. */
  get refusals(): Refusals {
    return this.#room.refusals;
  }

  open(): void {
    if (this.#stops.length > 0) return;
    this.#stops = [
      this.#room.state.subscribe(() => this.#show()),
      this.#room.pending.subscribe(() => this.#show()),
      this.#page.listen((signal) => {
        if (signal === "leaving" || signal === "hidden") this.#drafts.flush();
      }),
    ];
    this.#room.open();
  }

  /** Leaves. What was asked and is not answered is kept where the room keeps it. */
  close(): void {
    this.#drafts.flush();
    for (const stop of this.#stops.splice(0)) stop();
    this.#room.close();
  }

  /** Tries to connect again at once, also after a final close. */
  reconnect(): void {
    this.#room.retry();
  }

  // --- What is done. Each answers what became of it, and never rejects ---

  /** This device has shown these. */
  delivered(ids: readonly string[]): Promise<CommandOutcome> {
    return this.#issue({ type: "delivered", ids: [...ids] });
  }

  /** The user has looked at these in their list. */
  seen(ids: readonly string[]): Promise<CommandOutcome> {
    return this.#issue({ type: "seen", ids: [...ids] });
  }

  read(ids: readonly string[]): Promise<CommandOutcome> {
    return this.#issue({ type: "read", ids: [...ids] });
  }

  unread(ids: readonly string[]): Promise<CommandOutcome> {
    return this.#issue({ type: "unread", ids: [...ids] });
  }

  /** Reads all there is, or all of one workspace. */
  readAll(workspace?: string): Promise<CommandOutcome> {
    return this.#issue({ type: "read_all", ...(workspace === undefined ? {} : { workspace }) });
  }

  remove(ids: readonly string[]): Promise<CommandOutcome> {
    return this.#issue({ type: "remove", ids: [...ids] });
  }

  /** Away until then (ms since 1970); null brings them back at once. */
  snooze(ids: readonly string[], until: number | null): Promise<CommandOutcome> {
    return this.#issue({ type: "snooze", ids: [...ids], until });
  }

  /** Nothing more of it is heard, but when one is mentioned. */
  mute(thing: Thing): Promise<CommandOutcome> {
    return this.#issue({ type: "mute", thing });
  }

  /** @param thing its key, see `keyOfThing` */
  unmute(thing: string): Promise<CommandOutcome> {
    return this.#issue({ type: "unmute", thing });
  }

  setPreferences(set: PreferencesChange): Promise<CommandOutcome> {
    return this.#issue({ type: "preferences.change", set });
  }

  /** What is typed in a conversation, or in a thread of it, for one's other devices too; empty to discard it. */
  draft(workspace: string, conversation: string, thread: string | null, text: string): void {
    this.#drafts.write({ workspace, conversation, thread }, text);
  }

  /** Keeps a message to come back to. */
  save(message: Omit<SavedMessage, "savedAt">): Promise<CommandOutcome> {
    return this.#issue({ type: "save", ...message });
  }

  unsave(message: string): Promise<CommandOutcome> {
    return this.#issue({ type: "unsave", message });
  }

  /** Answers the reminder's id too. */
  remind({ workspace = null, note = "", thing = null, message = null, dueAt }: NewReminder): {
    id: string;
    outcome: Promise<CommandOutcome>;
  } {
    const id = newKey();
    return { id, outcome: this.#issue({ type: "remind", reminder: id, workspace, note, thing, message, dueAt }) };
  }

  forgetReminder(reminder: string): Promise<CommandOutcome> {
    return this.#issue({ type: "forget_reminder", reminder });
  }

  /** Says whether the user is at this device: while they are at one, nothing is pushed. */
  setActive(active: boolean): void {
    this.#room.mergePresence({ active });
  }

  #issue(command: InboxCommand): Promise<CommandOutcome> {
    return ask(this.#room, InboxCommand, command).outcome;
  }

  #show(): void {
    const base = this.#room.state.value;
    if (!base) {
      this.#state.set(null);
      return;
    }
    const asked = [...this.#room.pending.value, ...this.#drafts.held];
    this.#state.set(asked.reduce((now, { command, at }) => predictInbox(now, command, at), base));
  }
}
