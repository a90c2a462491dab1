import { z } from "zod";
import { Attachment, type ScheduledMessage } from "../protocol.ts";

/** A message that waits for its time, and whose it is. */
export interface ScheduledRow extends ScheduledMessage {
  author: string;
  authorName: string;
  /** Whether its text or time was changed since it was first asked for. */
  isChanged: boolean;
}

type Row = {
  id: string;
  author: string;
  author_name: string;
  text: string;
  thread: string | null;
  attachments: string;
  send_at: number;
  changed: number;
};

const COLUMNS = "id, author, author_name, text, thread, attachments, send_at, changed";
const Attachments = z.array(Attachment);

/** The messages that wait for their time. */
export class ScheduledStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(id: string): ScheduledRow | undefined {
    return this.#select("WHERE id = ?", id)[0];
  }

  /** Writes one, new or changed. */
  put({ id, author, authorName, text, replyTo, attachments, sendAt, isChanged }: ScheduledRow): void {
    this.#sql.exec(
      `INSERT INTO scheduled (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
         author_name = excluded.author_name, text = excluded.text, thread = excluded.thread,
         attachments = excluded.attachments, send_at = excluded.send_at, changed = excluded.changed`,
      ...[id, author, authorName, text, replyTo, JSON.stringify(attachments), sendAt, isChanged ? 1 : 0],
    );
  }

  remove(id: string): void {
    this.#sql.exec("DELETE FROM scheduled WHERE id = ?", id);
  }

  /** Those of `author`, the soonest first. */
  of(author: string): ScheduledRow[] {
    return this.#select("WHERE author = ? ORDER BY send_at, id", author);
  }

  /** Up to `limit` whose time has come at `now`, the earliest first. */
  due(now: number, limit: number): ScheduledRow[] {
    return this.#select("WHERE send_at <= ? ORDER BY send_at, id LIMIT ?", now, limit);
  }

  /** When the next one is due, ms since 1970; null when none waits. */
  nextDue(): number | null {
    return this.#sql.exec<{ due: number | null }>("SELECT MIN(send_at) AS due FROM scheduled").one().due;
  }

  #select(which: string, ...bound: (string | number)[]): ScheduledRow[] {
    return this.#sql
      .exec<Row>(`SELECT ${COLUMNS} FROM scheduled ${which}`, ...bound)
      .toArray()
      .map(({ author_name, thread, attachments, send_at, changed, ...row }) => ({
        ...row,
        authorName: author_name,
        replyTo: thread,
        attachments: Attachments.parse(JSON.parse(attachments)),
        sendAt: send_at,
        isChanged: changed === 1,
      }));
  }
}

/** A waiting message as its author sees it. */
export function scheduledShown({ id, text, replyTo, attachments, sendAt }: ScheduledRow): ScheduledMessage {
  return { id, text, replyTo, attachments, sendAt };
}
