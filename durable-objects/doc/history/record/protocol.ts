/**
 * A part of a doc's past as it crosses the edge: the state at its beginning and every edit after it, so that a client
 * can show each moment between without asking again.
 *
 * As bytes (lib0): `varUint version, varUint after, varUint through, varUint8Array state`, and for each edit
 * `varUint user, varUint ms since after, varUint8Array update`, where `user` numbers those named so far from 1, and 0
 * says that a new one follows as `varString`.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

const VERSION = 1;

export interface HistoryEdit {
  /** The user who made it. */
  user: string;
  /** ms since 1970 */
  at: number;
  /** Yjs update, encoding v1 */
  update: Uint8Array;
}

export interface HistoryRecord {
  /** The moment that `state` is of, ms since 1970. */
  after: number;
  /** Up to this moment all is in it; earlier than was asked for where it would be too much for one answer. */
  through: number;
  /** The full state right after `after`, as one update (v1). */
  state: Uint8Array;
  /** In order. */
  edits: HistoryEdit[];
}

/** Writes a record as bytes. */
export function encodeRecord({ after, through, state, edits }: HistoryRecord): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, VERSION);
  encoding.writeVarUint(encoder, after);
  encoding.writeVarUint(encoder, through);
  encoding.writeVarUint8Array(encoder, state);
  const users = new Map<string, number>();
  for (const { user, at, update } of edits) {
    const known = users.get(user);
    encoding.writeVarUint(encoder, known ?? 0);
    if (known === undefined) {
      users.set(user, users.size + 1);
      encoding.writeVarString(encoder, user);
    }
    encoding.writeVarUint(encoder, Math.max(0, at - after));
    encoding.writeVarUint8Array(encoder, update);
  }
  return encoding.toUint8Array(encoder);
}

/** Reads what {@link encodeRecord} wrote. @throws Error when it is no record. */
export function decodeRecord(bytes: Uint8Array): HistoryRecord {
  const decoder = decoding.createDecoder(bytes);
  if (decoding.readVarUint(decoder) !== VERSION) throw new Error("a record of an unknown version");
  const after = decoding.readVarUint(decoder);
  const through = decoding.readVarUint(decoder);
  const state = decoding.readVarUint8Array(decoder);
  const edits: HistoryEdit[] = [];
  const users: string[] = [];
  while (decoding.hasContent(decoder)) {
    const number = decoding.readVarUint(decoder);
    if (number === 0) users.push(decoding.readVarString(decoder));
    const user = number === 0 ? users.at(-1) : users[number - 1];
    if (user === undefined) throw new Error("a record that names an unknown user");
    const at = after + decoding.readVarUint(decoder);
    edits.push({ user, at, update: decoding.readVarUint8Array(decoder) });
  }
  return { after, through, state, edits };
}
