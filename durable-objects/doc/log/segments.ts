/**
 * The format of a log segment: who sent which update when. Segments are what the tail of a doc is made of until a
 * compaction has taken it in, and its history from then on, in this object and later in R2, in the same bytes.
 *
 *   segment := version:uint8 openedAt:varUint entry*
 *   entry   := sender elapsed:varUint update:varUint8Array
 *   sender  := 0 user:varString connection:varString    a sender new to this segment; senders count from 1
 *            | number:varUint                           one already named
 *
 * `elapsed` is ms since `openedAt`. An entry only ever follows the bytes before it, so a row can grow by appending.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

const VERSION = 1;

/** What a text that was put over HTTP is called where a sender names its connection. */
export const HTTP_SENDER = "http";

/** Who sent an update: a user through one of its sockets, or a server-side act (`http`, `restore`, …). */
export interface Sender {
  user: string;
  connection: string;
}

export interface LogEntry extends Sender {
  /** ms since 1970 */
  at: number;
  /** Yjs update, encoding v1 */
  update: Uint8Array;
}

/** Writes the bytes of one segment, piece by piece; what it answers is to be appended to what it answered before. */
export class SegmentWriter {
  readonly openedAt: number;
  readonly #senders = new Map<string, number>();
  #begun: boolean;

  /** Opens a new segment at `openedAt` (ms since 1970). */
  constructor(openedAt: number) {
    this.openedAt = openedAt;
    this.#begun = false;
  }

  /** Goes on with a segment that was written before. @throws Error when `data` is no segment. */
  static resume(data: Uint8Array): SegmentWriter {
    const writer = new SegmentWriter(readHead(decoding.createDecoder(data)));
    writer.#begun = true;
    for (const { user, connection } of decodeSegment(data)) writer.#number({ user, connection });
    return writer;
  }

  /** The bytes of `entries`, and before the first of them those of the head. */
  write(entries: readonly LogEntry[]): Uint8Array {
    const encoder = encoding.createEncoder();
    if (!this.#begun) {
      encoding.writeUint8(encoder, VERSION);
      encoding.writeVarUint(encoder, this.openedAt);
      this.#begun = true;
    }
    for (const entry of entries) {
      const known = this.#senders.get(keyOf(entry));
      encoding.writeVarUint(encoder, known ?? 0);
      if (known === undefined) {
        encoding.writeVarString(encoder, entry.user);
        encoding.writeVarString(encoder, entry.connection);
        this.#number(entry);
      }
      encoding.writeVarUint(encoder, Math.max(0, entry.at - this.openedAt));
      encoding.writeVarUint8Array(encoder, entry.update);
    }
    return encoding.toUint8Array(encoder);
  }

  #number(sender: Sender): void {
    const key = keyOf(sender);
    if (!this.#senders.has(key)) this.#senders.set(key, this.#senders.size + 1);
  }
}

/** The entries of a segment, in the order they were committed. @throws Error when `data` is no segment. */
export function* decodeSegment(data: Uint8Array): Generator<LogEntry> {
  const decoder = decoding.createDecoder(data);
  const openedAt = readHead(decoder);
  const senders: Sender[] = [];
  while (decoding.hasContent(decoder)) {
    const number = decoding.readVarUint(decoder);
    let sender = senders[number - 1];
    if (number === 0) {
      sender = { user: decoding.readVarString(decoder), connection: decoding.readVarString(decoder) };
      senders.push(sender);
    }
    if (!sender) throw new Error("segment names an unknown sender");
    const at = openedAt + decoding.readVarUint(decoder);
    yield { ...sender, at, update: decoding.readVarUint8Array(decoder) };
  }
}

function readHead(decoder: decoding.Decoder): number {
  if (decoding.readUint8(decoder) !== VERSION) throw new Error("segment of an unknown version");
  return decoding.readVarUint(decoder);
}

function keyOf(sender: Sender): string {
  return `${sender.connection}\n${sender.user}`;
}
