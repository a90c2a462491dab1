import type { ReadState } from "../../../../../durable-objects/conversation/protocol.ts";

/** Where what is new began when one came, or when one last looked away. It stays while one reads. */
export interface NewSince {
  /** All up to this seq was read before. */
  after: number;
  /** How many messages of others there were behind it, counted up to 100. */
  count: number;
  /** Whether they have been read by now. */
  isRead: boolean;
}

interface Seen {
  read: ReadState;
  /** Whether one looks at the newest messages, so that what comes is read as it comes. */
  isWatching: boolean;
}

/** Where what is new begins, after `since`: a line that one reads past stays, and the next time another one is drawn. */
export function newSince(since: NewSince | null, { read, isWatching }: Seen): NewSince | null {
  if (read.unread === 0) return since === null || since.isRead ? since : { ...since, isRead: true };
  // Marked unread by hand, here or on another device.
  const isBack = since !== null && read.marker < since.after;
  const isLine = since !== null && !since.isRead;
  if (isLine && !isBack) return read.unread > since.count ? { ...since, count: read.unread } : since;
  if (isWatching && !isBack && since !== null) return since;
  return { after: read.marker, count: read.unread, isRead: false };
}
