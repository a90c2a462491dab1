import { useCallback, useEffect, useState } from "react";
import type { ReadState } from "../../../../../durable-objects/conversation/protocol.ts";
import { useLooking } from "../../../../react/looking.ts";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { type NewSince, newSince } from "./new-since.ts";

interface ReadingParts {
  /** What one has read; null in a thread that one does not follow, of which nothing is told. */
  read: ReadState | null;
  /** The last one that the room has numbered. */
  last: ShownMessage | undefined;
  /** Whether the newest messages are in sight. */
  isAtEnd: boolean;
  tell: (seq: number) => void;
}

const ALL_READ: ReadState = { marker: 0, unread: 0, mentions: 0 };

/**
 * Reads along: what is in sight while somebody looks is read. Whoever marks something unread means to come back, and
 * reads nothing more here until they ask to.
 */
export function useReading({ read, last, isAtEnd, tell }: ReadingParts) {
  const isLooking = useLooking();
  const [since, setSince] = useState<NewSince | null>(null);
  const [isHeld, setHeld] = useState(false);
  const now = newSince(since, { read: read ?? ALL_READ, isWatching: isLooking && isAtEnd && !isHeld });
  if (now !== since) setSince(now);
  const lastSeq = last?.seq ?? 0;
  const isBehind = read !== null && read.unread > 0 && lastSeq > read.marker;
  const reads = isBehind && isLooking && isAtEnd && !isHeld;
  useEffect(() => {
    if (reads) tell(lastSeq);
  }, [reads, lastSeq, tell]);
  const markUnread = useCallback(
    (message: ShownMessage) => {
      setHeld(true);
      tell(Math.max(0, message.seq - 1));
    },
    [tell],
  );
  /** All is read, and the line goes. */
  const markRead = useCallback(() => {
    setHeld(false);
    setSince(null);
    if (isBehind) tell(lastSeq);
  }, [tell, isBehind, lastSeq]);
  return { since: now, markUnread, markRead };
}
