import { RoomError } from "../room/errors.ts";
import type { Conversation } from "../workspace/conversations/protocol.ts";
import type { Participant } from "./participant.ts";
import type { ConversationRoomEventBody, Message } from "./protocol.ts";
import type { Stores } from "./stores.ts";

/** What a change writes to, besides the stores. All of it writes in the transaction that is under way. */
export interface Ledger {
  /** The seq that the next event will have. */
  nextSeq(): number;
  /** Appends an event, caused by `by` or by nobody, and owes its effect to `lanes`. */
  append(by: string | null, body: ConversationRoomEventBody, lanes: Iterable<string>): void;
  /** Makes the events since `message` was posted show it as it now is: a tombstone. */
  redact(message: Message): void;
  /** Lets go of the events before `seq`, as far as nothing is owed of them. */
  forgetBefore(seq: number): void;
  /** Promises that the room's job of this name runs no later than `due`, in ms since 1970. */
  schedule(job: string, due: number): void;
  /** Whose sockets are here now. */
  present(): ReadonlySet<string>;
  /** Whether this server is set to look behind links. */
  readonly looksBehindLinks: boolean;
}

/** One change of a conversation, within one transaction: what it writes, what it says, and for whom more is unread. */
export class Change {
  readonly stores: Stores;
  /** ms since 1970 */
  readonly now: number;
  readonly #ledger: Ledger;
  readonly #stirred = new Set<string>();
  #stirredAll = false;
  readonly #told = new Set<string>();

  constructor(stores: Stores, ledger: Ledger, now: number) {
    this.stores = stores;
    this.now = now;
    this.#ledger = ledger;
  }

  /** @throws RoomError `not_found` for one that was never founded */
  get conversation(): Conversation {
    const conversation = this.stores.about.find();
    if (!conversation) throw new RoomError("not_found", "There is no such conversation.");
    return conversation;
  }

  /** Those for whom something else may be unread than before; they are told soon. */
  get stirred(): ReadonlySet<string> {
    return this.#stirred;
  }

  /** Whether that is so for everyone who belongs here. */
  get stirredAll(): boolean {
    return this.#stirredAll;
  }

  /** Those who have read something, and are told at once. */
  get told(): ReadonlySet<string> {
    return this.#told;
  }

  nextSeq(): number {
    return this.#ledger.nextSeq();
  }

  /** Says an event as done by `by`, or by the room itself. */
  say(by: Pick<Participant, "user"> | null, body: ConversationRoomEventBody, lanes: Iterable<string> = []): void {
    this.#ledger.append(by?.user ?? null, body, lanes);
  }

  /** Notes that what is unread for these may be otherwise now. */
  stir(users: Iterable<string>): void {
    for (const user of users) this.#stirred.add(user);
  }

  /** Notes that for everyone who belongs here. */
  stirAll(): void {
    this.#stirredAll = true;
  }

  /** Notes that `user` is to be told at once what is unread for them now. */
  tell(user: string): void {
    this.#told.add(user);
  }

  redact(message: Message): void {
    this.#ledger.redact(message);
  }

  forgetBefore(seq: number): void {
    this.#ledger.forgetBefore(seq);
  }

  schedule(job: string, due: number): void {
    this.#ledger.schedule(job, due);
  }

  get looksBehindLinks(): boolean {
    return this.#ledger.looksBehindLinks;
  }

  present(): ReadonlySet<string> {
    return this.#ledger.present();
  }
}
