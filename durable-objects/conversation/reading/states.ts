/** What a reader has read, as they are told it. Reads only. */
import { MAX_UNREAD_TOLD } from "../limits.ts";
import type { Message, ReadState, ThreadState } from "../protocol.ts";
import type { Stores } from "../stores.ts";
import type { ReaderRow } from "./readers.ts";

/** As many of the threads that one follows are looked through, those with the newest roots. */
const THREADS_LOOKED_THROUGH = 500;
/** As many threads without anything unread are told of at once. */
const READ_THREADS_TOLD = 50;

/** What a reader has read of the conversation itself; `head` is the newest seq there is. */
export function readStateOf({ counts }: Stores, row: ReaderRow, head: number): ReadState {
  return counts.unread(row.user, { of: "main" }, row.marker, head);
}

/** As {@link readStateOf}, of anyone: who has read nothing yet and does not belong here has nothing unread. */
export function readStateFor(stores: Stores, user: string, head: number): ReadState {
  const row = stores.readers.find(user);
  return row ? readStateOf(stores, row, head) : { marker: head, unread: 0, mentions: 0 };
}

/** What a reader has read of the thread under `root`; one they do not follow has nothing unread for them. */
export function threadStateOf(stores: Stores, user: string, root: Message, head: number): ThreadState {
  const row = stores.readers.inThread(user, root.seq);
  if (!row?.follows) return { thread: root.id, following: false, marker: row?.marker ?? head, unread: 0, mentions: 0 };
  return {
    thread: root.id,
    following: true,
    ...stores.counts.unread(user, { of: "thread", root: root.id }, row.marker, head),
  };
}

/** The threads that a reader follows: all with something unread, and the newest others. */
export function threadsOf(stores: Stores, user: string, head: number): ThreadState[] {
  const states: ThreadState[] = [];
  let read = 0;
  for (const row of stores.readers.followedBy(user, THREADS_LOOKED_THROUGH)) {
    const root = stores.messages.idAt(row.root);
    if (root === undefined) continue;
    const flow = { of: "thread", root } as const;
    const isRead = stores.messages.newestOf(flow) <= row.marker;
    if (isRead && read === READ_THREADS_TOLD) continue;
    if (isRead) read += 1;
    const state = isRead
      ? { marker: head, unread: 0, mentions: 0 }
      : stores.counts.unread(user, flow, row.marker, head);
    states.push({ thread: root, following: true, ...state });
  }
  return states;
}

/** How many replies are unread in the threads that a reader follows; 100 for more. */
export function unreadReplies(stores: Stores, user: string, head: number): number {
  let unread = 0;
  for (const state of threadsOf(stores, user, head)) unread += state.unread;
  return Math.min(unread, MAX_UNREAD_TOLD);
}
