import { RoomError } from "../room/errors.ts";
import type { Call, CallLogEntry } from "../workspace/calls/protocol.ts";
import type { Participant } from "./participant.ts";
import type { CallRoomEventBody, LeftReason } from "./protocol.ts";
import type { Stores } from "./stores.ts";

/** What a change writes to, besides the stores. All of it writes in the transaction that is under way. */
export interface Ledger {
  /** Appends an event, caused by `by` or by nobody, and owes its effect to `lanes`. */
  append(by: string | null, body: CallRoomEventBody, lanes: Iterable<string>): void;
  /** Owes the log a stay, as it now is. */
  record(stay: CallLogEntry): void;
  /** Promises that the room's job of this name runs no later than `due`, in ms since 1970. */
  schedule(job: string, due: number): void;
  /** Whether the socket of this connection is open. */
  isOpen(connection: string): boolean;
  /** Whether any socket of this user is. */
  isHere(user: string): boolean;
}

/** A socket whose seat is its no more. */
export interface Unseated {
  connection: string;
  peer: string;
  reason: LeftReason;
}

/** One change of a call, within one transaction: what it writes, what it says, and who sees something else from then on. */
export class Change {
  readonly stores: Stores;
  /** ms since 1970 */
  readonly now: number;
  readonly #ledger: Ledger;
  readonly #reviewed = new Set<string>();
  #reviewedAll = false;
  readonly #unseated: Unseated[] = [];

  constructor(stores: Stores, ledger: Ledger, now: number) {
    this.stores = stores;
    this.now = now;
    this.#ledger = ledger;
  }

  /** @throws RoomError `not_found` for one that was never founded */
  get call(): Call {
    const call = this.stores.about.find();
    if (!call) throw new RoomError("not_found", "There is no such call.");
    return call;
  }

  /** Whoever may see more or less than before, and is shown all of it anew. */
  get reviewed(): ReadonlySet<string> {
    return this.#reviewed;
  }

  /** Whether that is so for everyone without a seat. */
  get reviewedAll(): boolean {
    return this.#reviewedAll;
  }

  /** Sockets that are told that they sit here no more. */
  get unseated(): readonly Unseated[] {
    return this.#unseated;
  }

  /** Says an event as done by `by`, or by the room itself. */
  say(by: Participant | null, body: CallRoomEventBody, lanes: Iterable<string> = []): void {
    this.#ledger.append(by?.user ?? null, body, lanes);
  }

  record(stay: CallLogEntry): void {
    this.#ledger.record(stay);
  }

  review(user: string): void {
    this.#reviewed.add(user);
  }

  reviewAll(): void {
    this.#reviewedAll = true;
  }

  unseat(unseated: Unseated): void {
    this.#unseated.push(unseated);
  }

  schedule(job: string, due: number): void {
    this.#ledger.schedule(job, due);
  }

  isOpen(connection: string): boolean {
    return this.#ledger.isOpen(connection);
  }

  isHere(user: string): boolean {
    return this.#ledger.isHere(user);
  }
}
