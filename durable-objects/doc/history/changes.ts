/** Log entries as changes that people recognise: a stretch of writing, by whom, and how much. */
import * as Y from "yjs";
import { HISTORY_LIMITS } from "../limits.ts";
import type { IdRanges } from "../log/id-ranges.ts";
import type { LogEntry } from "../log/segments.ts";
import type { UpdateExtent } from "../log/update.ts";
import { RESTORE_SENDER } from "../versions/restore.ts";
import type { HistoryChange, HistoryShare } from "./protocol.ts";

/**
 * Gathers entries, oldest first, into changes, going on with `last` where the first of them belong to it. Answers them
 * oldest first; the first is `last` itself, grown or not, when it was given. `counted` holds what was counted before
 * and is added to: a client that returns sends its deletes all over again, and they must not count twice.
 */
export function gather(
  entries: Iterable<LogEntry>,
  last: HistoryChange | null,
  counted: UpdateExtent,
): HistoryChange[] {
  const changes: HistoryChange[] = last ? [last] : [];
  for (const entry of entries) {
    const current = changes.at(-1);
    const amount = measure(entry.update, counted);
    const restored = entry.connection.startsWith(RESTORE_SENDER) ? entry.connection.slice(RESTORE_SENDER.length) : null;
    if (current && continues(current, entry, restored))
      changes[changes.length - 1] = grow({ ...current, restored: current.restored ?? restored }, entry, amount);
    else {
      const empty = { id: "", from: entry.at, to: entry.at, by: [], inserted: 0, deleted: 0, restored };
      changes.push(grow(empty, entry, amount));
    }
  }
  return changes;
}

function continues(change: HistoryChange, { at }: LogEntry, restored: string | null): boolean {
  if (change.to >= at) return true; // of one moment, which is what names a change
  if (change.restored !== null || restored !== null) return false;
  return at - change.to <= HISTORY_LIMITS.pauseMs && at - change.from <= HISTORY_LIMITS.changeMs;
}

function grow(change: HistoryChange, entry: LogEntry, { inserted, deleted }: Amount): HistoryChange {
  const share = change.by.find(({ user }) => user === entry.user) ?? { user: entry.user, inserted: 0, deleted: 0 };
  const grown: HistoryShare = {
    user: share.user,
    inserted: share.inserted + inserted,
    deleted: share.deleted + deleted,
  };
  const to = Math.max(change.to, entry.at);
  return {
    ...change,
    id: String(to),
    to,
    by: change.by.includes(share) ? change.by.map((other) => (other === share ? grown : other)) : [...change.by, grown],
    inserted: change.inserted + inserted,
    deleted: change.deleted + deleted,
  };
}

interface Amount {
  inserted: number;
  deleted: number;
}

/** How much an update adds and removes that was not `counted` before: characters and elements. */
function measure(update: Uint8Array, counted: UpdateExtent): Amount {
  const { structs, ds } = Y.decodeUpdate(update);
  const amount: Amount = { inserted: 0, deleted: 0 };
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    const { client, clock } = struct.id;
    const shows = struct instanceof Y.Item && struct.countable && !(struct.content instanceof Y.ContentDeleted);
    if (shows) amount.inserted += fresh(counted.structs, client, clock, struct.length);
    counted.structs.add(client, clock, struct.length);
  }
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) {
      amount.deleted += fresh(counted.deletes, client, clock, len);
      counted.deletes.add(client, clock, len);
    }
  }
  return amount;
}

/** How many of these clocks are not in `known`. */
function fresh(known: IdRanges, client: number, clock: number, length: number): number {
  if (known.has(client, clock, length)) return 0;
  if (clock >= known.end(client)) return length;
  let count = 0;
  for (let at = clock; at < clock + length; at += 1) if (!known.has(client, at, 1)) count += 1;
  return count;
}
