/** Log entries as changes that people recognise: a burst of writing, by whom, and how much. */
import * as Y from "yjs";
import { HISTORY_LIMITS } from "../limits.ts";
import type { IdRange, IdRanges } from "../log/id-ranges.ts";
import { HTTP_SENDER, type LogEntry } from "../log/segments.ts";
import type { UpdateExtent } from "../log/update.ts";
import { type Restoring, restoringOf } from "../versions/sender.ts";
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
    const restoring = restoringOf(entry.connection);
    if (current && continues(current, entry, restoring))
      changes[changes.length - 1] = grow(current.restored ? current : { ...current, ...restoring }, entry, amount);
    else {
      const empty = { id: "", from: entry.at, to: entry.at, by: [], inserted: 0, deleted: 0, ...restoring };
      changes.push(grow(empty, entry, amount));
    }
  }
  return changes;
}

function continues(change: HistoryChange, { at, user, connection }: LogEntry, { restored }: Restoring): boolean {
  if (change.to >= at) return true; // of one moment, which is what names a change
  if (change.restored !== null || restored !== null) return false;
  const isTheirs = change.by.some((share) => share.user === user);
  // A text that was put as a whole is nobody's typing along.
  if (!isTheirs && connection === HTTP_SENDER) return false;
  const pause = isTheirs ? HISTORY_LIMITS.pauseMs : HISTORY_LIMITS.togetherMs;
  return at - change.to <= pause && at - change.from <= HISTORY_LIMITS.changeMs;
}

function grow(change: HistoryChange, entry: LogEntry, { inserted, deleted }: Amount): HistoryChange {
  const share = change.by.find(({ user }) => user === entry.user) ?? { user: entry.user, inserted: 0, deleted: 0 };
  const grown: HistoryShare = {
    user: share.user,
    inserted: Math.min(MOST, share.inserted + inserted),
    deleted: Math.min(MOST, share.deleted + deleted),
  };
  const to = Math.max(change.to, entry.at);
  const by = change.by.includes(share)
    ? change.by.map((other) => (other === share ? grown : other))
    : [...change.by, grown];
  return { ...change, id: String(to), to, by, ...sumOf(by) };
}

interface Amount {
  inserted: number;
  deleted: number;
}

/** What all shares of a change come to. */
export function sumOf(by: readonly HistoryShare[]): Amount {
  return {
    inserted: by.reduce((sum, share) => sum + share.inserted, 0),
    deleted: by.reduce((sum, share) => sum + share.deleted, 0),
  };
}

/** The most that one user's share of a change counts; a hostile delete set can name as many ids as there are numbers. */
const MOST = 1_000_000_000;

/** How much an update adds and removes that was not `counted` before: characters and elements. */
function measure(update: Uint8Array, counted: UpdateExtent): Amount {
  const { structs, ds } = decoded(update);
  const amount: Amount = { inserted: 0, deleted: 0 };
  const made: IdRange[] = [];
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    const range: IdRange = [struct.id.client, struct.id.clock, struct.length];
    const shows = struct instanceof Y.Item && struct.countable && !(struct.content instanceof Y.ContentDeleted);
    if (shows) amount.inserted += missing(counted.structs, range);
    made.push(range);
  }
  const removed = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }): IdRange => [client, clock, len]),
  );
  for (const range of removed) amount.deleted += missing(counted.deletes, range);
  counted.structs.addAll(made);
  counted.deletes.addAll(removed);
  return amount;
}

/** An update in parts. One that cannot be read counts for nothing: history must not stop at it. */
function decoded(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> {
  try {
    return Y.decodeUpdate(update);
  } catch {
    return { structs: [], ds: Y.createDeleteSet() };
  }
}

/** How many ids of a range are not in `known`. */
function missing(known: IdRanges, [client, clock, length]: IdRange): number {
  if (known.has(client, clock, length)) return 0;
  if (!known.touches(client, clock, length)) return length;
  const half = Math.floor(length / 2);
  return missing(known, [client, clock, half]) + missing(known, [client, clock + half, length - half]);
}
