/** How far readers are, and which threads they follow. */
import { RoomError } from "../../room/errors.ts";
import type { Change } from "../change.ts";
import { demandMessage, demandReader } from "../messages/rules.ts";
import type { Participant } from "../participant.ts";
import type { ReadState, ThreadState } from "../protocol.ts";
import type { ReaderRow } from "./readers.ts";
import { readStateOf, threadStateOf } from "./states.ts";

/** How far the marker of one who only writes may fall behind before it is moved after them. */
const MARKER_SLACK = 50;

/** Makes `user` a follower of the thread under the message at `root`, of what comes behind `from`, unless they asked not to. */
export function followThread(change: Change, user: string, root: number, from: number): void {
  const { readers } = change.stores;
  const known = readers.inThread(user, root);
  if (known && known.follows !== null) return;
  readers.putInThread({ user, root, follows: true, since: from, marker: from, told: known?.told ?? from });
}

/**
 * Moves the marker of one who has just written at `seq` and has nothing unread. Counting passes over one's own messages
 * by itself, so this is done once for many of them.
 */
export function moveMarker(change: Change, user: string, seq: number): void {
  const { readers } = change.stores;
  const row = readers.find(user);
  if (!row || seq - row.marker < MARKER_SLACK) return;
  const { marker } = readStateOf(change.stores, row, seq);
  if (marker > row.marker) readers.put({ ...row, marker });
}

/** Says that `who` has read all up to `seq`, in the conversation itself or in a thread; also takes it back. */
export function read(change: Change, who: Participant, seq: number, thread: string | null): ReadState {
  demandReader(change.stores, who);
  const head = change.nextSeq() - 1;
  const marker = Math.min(seq, head);
  const state = thread === null ? readMain(change, who, marker) : readThread(change, who, thread, marker);
  change.tell(who.user);
  return state;
}

/** Begins or ends to follow a thread. */
export function follow(change: Change, who: Participant, thread: string, on: boolean): ThreadState {
  const { stores } = change;
  demandReader(stores, who);
  const { message } = demandMessage(stores, thread);
  if (message.replyTo !== null)
    throw new RoomError("invalid", "Only a message of the conversation itself has a thread.");
  const head = change.nextSeq() - 1;
  const known = stores.readers.inThread(who.user, message.seq);
  if (known?.follows !== on) {
    // Who begins to follow hears of what comes from now on.
    const since = on ? head : (known?.since ?? head);
    const marker = on ? Math.max(known?.marker ?? 0, head) : (known?.marker ?? head);
    const row = { user: who.user, root: message.seq, follows: on, since, marker, told: known?.told ?? marker };
    stores.readers.putInThread(row);
    change.tell(who.user);
  }
  return threadStateOf(stores, who.user, message, head);
}

function readMain(change: Change, { user }: Participant, marker: number): ReadState {
  const { stores } = change;
  const head = change.nextSeq() - 1;
  const known = stores.readers.find(user);
  const row: ReaderRow = { user, belongs: known?.belongs ?? false, marker };
  if (known?.marker !== marker) stores.readers.put(row);
  return readStateOf(stores, row, head);
}

function readThread(change: Change, { user }: Participant, thread: string, marker: number): ReadState {
  const { stores } = change;
  const head = change.nextSeq() - 1;
  const { message: root } = demandMessage(stores, thread);
  // Also of a thread that one does not follow: something in it may have named one.
  const unknown = { user, root: root.seq, follows: null, since: head, marker: 0, told: 0 };
  const known = stores.readers.inThread(user, root.seq) ?? unknown;
  if (known.marker !== marker) {
    stores.readers.putInThread({ ...known, marker, told: Math.min(known.told, marker) });
  }
  const { following: _, thread: __, ...state } = threadStateOf(stores, user, root, head);
  return state;
}
