import { z } from "zod";
import {
  type Notification,
  type NotificationFilter,
  Reason,
  Ringing,
  type Thing,
  type UnreadCounts,
} from "../protocol.ts";
import { keptThing, readThing } from "./kept-thing.ts";

/** A notification, with the seq of its message, by which reading the conversation reads it too. */
export interface NotificationRow extends Notification {
  seq: number | null;
  /** The conversation that message was said in, outside of threads; null for what is no message. */
  conversation: string | null;
}

/** A place in the list, which is newest first. */
export interface NotificationPlace {
  at: number;
  id: string;
}

type Row = {
  id: string;
  workspace: string | null;
  thing: string;
  reason: string;
  title: string;
  text: string;
  by: string | null;
  by_name: string | null;
  message: string | null;
  seq: number | null;
  conversation: string | null;
  at: number;
  count: number;
  delivered_at: number | null;
  seen_at: number | null;
  read_at: number | null;
  snoozed_until: number | null;
  newer: string | null;
};

const COLUMNS = `id, workspace, thing, reason, title, text, "by", by_name, message, seq, conversation, at, count, delivered_at,
  seen_at, read_at, snoozed_until, newer`;

const UNREAD = "read_at IS NULL AND snoozed_until IS NULL";

const WHICH: Record<NotificationFilter, string> = {
  all: "snoozed_until IS NULL",
  unread: UNREAD,
  mentions: "snoozed_until IS NULL AND reason = 'mention'",
  assigned: "snoozed_until IS NULL AND reason IN ('assigned', 'due')",
  snoozed: "snoozed_until IS NOT NULL",
};

/** What the release before calls cannot read: it finds an invitation to the workspace in its place. */
const Newer = z.object({ reason: Reason, ring: z.exactOptional(Ringing) });

/** The workspace that a thing is of; null for what is of none. */
export function workspaceOf(thing: Thing): string | null {
  return thing.type === "note" ? null : thing.workspace;
}

/** The user's notifications, one for each thing. */
export class NotificationStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(id: string): NotificationRow | undefined {
    return this.#select("WHERE id = ?", id)[0];
  }

  /** Up to `limit` behind a place, newest first; null for from the newest on. */
  list(
    which: { filter: NotificationFilter; workspace: string | null },
    behind: NotificationPlace | null,
    limit: number,
  ): NotificationRow[] {
    const { at, id } = behind ?? { at: Number.MAX_SAFE_INTEGER, id: "" };
    return this.#select(
      `WHERE ${WHICH[which.filter]} AND (?1 IS NULL OR workspace = ?1) AND (at, id) < (?2, ?3)
       ORDER BY at DESC, id DESC LIMIT ?4`,
      which.workspace,
      at,
      id,
      limit,
    );
  }

  /** All that are unread, those that are snoozed too; of one workspace, or of all. */
  unread(workspace: string | null): NotificationRow[] {
    return this.#select("WHERE read_at IS NULL AND (?1 IS NULL OR workspace = ?1)", workspace);
  }

  /** All of a workspace. */
  of(workspace: string): NotificationRow[] {
    return this.#select("WHERE workspace = ?", workspace);
  }

  /** All about a conversation or its threads. */
  in(conversation: string): NotificationRow[] {
    // `;` is what comes behind `:`.
    return this.#select(
      "WHERE id = ?1 OR (id > ?2 AND id < ?3)",
      `conversation:${conversation}`,
      `thread:${conversation}:`,
      `thread:${conversation};`,
    );
  }

  /** What was notified of messages that were said in a conversation, outside of threads. */
  saidIn(conversation: string): NotificationRow[] {
    return this.#select("WHERE conversation = ?", conversation);
  }

  /** Those that came after `since`, are neither read nor snoozed, and that the user has not seen yet, newest first. */
  unseenSince(since: number): NotificationRow[] {
    return this.#select(`WHERE ${UNREAD} AND seen_at IS NULL AND at > ? ORDER BY at DESC, id DESC`, since);
  }

  /** Those whose snooze is over at `now`. */
  back(now: number): NotificationRow[] {
    return this.#select("WHERE snoozed_until <= ?", now);
  }

  /** When the next snooze is over; null for none. */
  nextBack(): number | null {
    const query = "SELECT MIN(snoozed_until) AS next FROM notifications WHERE snoozed_until IS NOT NULL";
    return this.#sql.exec<{ next: number | null }>(query).one().next;
  }

  /** Those that ring still although their time was over at `now`. */
  rungOut(now: number): NotificationRow[] {
    return this.#select("WHERE rings_until <= ?", now);
  }

  /** When the next stops ringing; null where none rings. */
  nextRungOut(): number | null {
    const query = "SELECT MIN(rings_until) AS next FROM notifications WHERE rings_until IS NOT NULL";
    return this.#sql.exec<{ next: number | null }>(query).one().next;
  }

  counts(): UnreadCounts {
    const rows = this.#sql
      .exec<{ workspace: string | null; count: number }>(
        `SELECT workspace, count(*) AS count FROM notifications WHERE ${UNREAD} GROUP BY workspace`,
      )
      .toArray();
    const workspaces = rows.flatMap(({ workspace, count }) =>
      workspace === null ? [] : [[workspace, count] as const],
    );
    return { all: rows.reduce((sum, { count }) => sum + count, 0), workspaces: Object.fromEntries(workspaces) };
  }

  put(row: NotificationRow): void {
    const newer = newerOf(row);
    this.#sql.exec(
      `INSERT OR REPLACE INTO notifications (${COLUMNS}, rings_until)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row.id,
      workspaceOf(row.thing),
      keptThing(row.thing),
      newer ? "invited" : row.reason,
      row.title,
      row.text,
      row.by,
      row.byName,
      row.message,
      row.seq,
      row.conversation,
      row.at,
      row.count,
      row.deliveredAt,
      row.seenAt,
      row.readAt,
      row.snoozedUntil,
      newer && JSON.stringify(newer),
      row.ring?.state === "ringing" ? row.ring.until : null,
    );
  }

  remove(id: string): void {
    this.#sql.exec("DELETE FROM notifications WHERE id = ?", id);
  }

  /** Which are too many, if only `limit` are kept: read ones first, and of those the oldest. */
  excess(limit: number): string[] {
    const { count } = this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM notifications").one();
    if (count <= limit) return [];
    return this.#sql
      .exec<{ id: string }>("SELECT id FROM notifications ORDER BY read_at IS NULL, at, id LIMIT ?", count - limit)
      .toArray()
      .map(({ id }) => id);
  }

  #select(which: string, ...bound: (string | number | null)[]): NotificationRow[] {
    return this.#sql
      .exec<Row>(`SELECT ${COLUMNS} FROM notifications ${which}`, ...bound)
      .toArray()
      .map(rowOf);
  }
}

/** A notification that was read, and with that seen and delivered; it is away no more. */
export function asRead(row: NotificationRow, now: number): NotificationRow {
  const { seenAt, deliveredAt } = row;
  return { ...row, readAt: now, seenAt: seenAt ?? now, deliveredAt: deliveredAt ?? now, snoozedUntil: null };
}

/** A notification as its user sees it. */
export function notificationShown({ seq, conversation, ...notification }: NotificationRow): Notification {
  return notification;
}

function newerOf({ thing, reason, ring }: NotificationRow): z.infer<typeof Newer> | null {
  return thing.type === "call" ? { reason, ...(ring ? { ring } : {}) } : null;
}

function rowOf(row: Row): NotificationRow {
  const { id, title, text, by, message, seq, conversation, at, count } = row;
  const newer = row.newer === null ? null : Newer.parse(JSON.parse(row.newer));
  return {
    ...{ id, title, text, by, message, seq, conversation, at, count },
    thing: readThing(row.thing),
    ...(newer ?? { reason: Reason.parse(row.reason) }),
    byName: row.by_name,
    deliveredAt: row.delivered_at,
    seenAt: row.seen_at,
    readAt: row.read_at,
    snoozedUntil: row.snoozed_until,
  };
}
