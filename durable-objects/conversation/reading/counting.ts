/**
 * What is unread for one reader, worked out from the messages behind their marker. Nothing is written for it: a marker
 * that others' messages do not hold back moves on by itself, over one's own and over what was deleted.
 */
import { MAX_UNREAD_TOLD } from "../limits.ts";
import { conditionOf, type Flow } from "../messages/store.ts";
import type { ReadState } from "../protocol.ts";

/** How many messages behind a marker are looked through: one's own count for nothing, and could be many. */
const LOOKED_THROUGH = 1_000;

/** Counts what is unread. Reads only. */
export class UnreadCounts {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * What `user` has not read of a flow, having read it up to `marker`; `head` is the newest seq there is. Reads on from
   * the marker only until enough is found.
   */
  unread(user: string, flow: Flow, marker: number, head: number): ReadState {
    let first: number | null = null;
    let unread = 0;
    let mentions = 0;
    let looked = 0;
    let passed = marker;
    for (const row of this.#behind(user, flow, marker)) {
      looked += 1;
      if (looked > LOOKED_THROUGH || unread === MAX_UNREAD_TOLD) break;
      passed = row.seq;
      if (row.counts === 0) continue;
      first ??= row.seq;
      unread += 1;
      mentions += row.mentioned;
    }
    if (first !== null) return { marker: first - 1, unread, mentions };
    // Looked through to its end, all of it is read; else as far as was looked.
    return { marker: Math.max(marker, looked > LOOKED_THROUGH ? passed : head), unread: 0, mentions: 0 };
  }

  #behind(user: string, flow: Flow, marker: number) {
    const { where, bound } = conditionOf(flow);
    const named = JSON.stringify(user);
    return this.#sql.exec<{ seq: number; counts: number; mentioned: number }>(
      `SELECT seq, author <> ? AND deleted_at IS NULL AS counts,
         coalesce(mentions_all = 'everyone', 0) OR instr(coalesce(mentions, ''), ?) > 0
           OR instr(coalesce(here, ''), ?) > 0 AS mentioned
       FROM messages WHERE ${where} AND seq > ? ORDER BY seq LIMIT ?`,
      user,
      named,
      named,
      ...bound,
      marker,
      LOOKED_THROUGH + 1,
    );
  }
}
