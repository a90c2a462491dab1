import type { ReaderLimit } from "../room/session.ts";
import { type DocSession, isSdk } from "./peer.ts";

/** How far a stock socket has read, as far as its answers tell. */
interface Reading {
  sent: number;
  confirmed: number;
  /** What `sent` was at each question not yet answered, oldest first. */
  asked: number[];
}

/** What readers need of their room. */
export interface ReadersRoom {
  /** A sync step 1 frame from what the room holds. */
  question(): Uint8Array;
  /** Ends a socket that fell too far behind. */
  tooSlow(session: DocSession): void;
}

export interface ReadersLimits {
  reader: ReaderLimit;
  /** A stock socket is asked after each of this many bytes. */
  receiptBytes: number;
}

/**
 * Sends frames, and finds readers who do not read. A server's socket has no `bufferedAmount`, so an SDK socket sends
 * receipts, and a stock socket is asked a sync step 1 now and then: it answers in order, so its answer is the receipt.
 * Whoever is `maxBehind` bytes behind is closed with 4508 and may come back and resume (P8).
 */
export class Readers {
  readonly #limits: ReadersLimits;
  readonly #room: ReadersRoom;
  readonly #readings = new WeakMap<DocSession, Reading>();

  constructor(limits: ReadersLimits, room: ReadersRoom) {
    this.#limits = limits;
    this.#room = room;
  }

  /** Sends one frame. */
  send(session: DocSession, frame: Uint8Array): void {
    session.send(frame, this.#limits.reader);
    if (isSdk(session)) return;
    const reading = this.#of(session);
    reading.sent += frame.byteLength;
    if (reading.sent - reading.confirmed > this.#limits.reader.maxBehind) {
      this.#room.tooSlow(session);
    } else if (reading.sent - (reading.asked.at(-1) ?? reading.confirmed) >= this.#limits.receiptBytes) {
      this.ask(session);
    }
  }

  /** Asks for what the client has and the room lacks. */
  ask(session: DocSession): void {
    const question = this.#room.question();
    session.send(question, this.#limits.reader);
    if (isSdk(session)) return;
    const reading = this.#of(session);
    reading.sent += question.byteLength;
    reading.asked.push(reading.sent);
  }

  /** A sync step 2 came: the oldest question is answered. */
  answered(session: DocSession): void {
    const reading = this.#of(session);
    reading.confirmed = reading.asked.shift() ?? reading.confirmed;
  }

  #of(session: DocSession): Reading {
    const known = this.#readings.get(session);
    if (known) return known;
    const reading: Reading = { sent: 0, confirmed: 0, asked: [] };
    this.#readings.set(session, reading);
    return reading;
  }
}
