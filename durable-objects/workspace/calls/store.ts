import { z } from "zod";
import { type Call, CallState } from "./protocol.ts";

/** A call as the workspace keeps it. */
export interface CallRow extends Pick<Call, "id" | "title" | "state" | "createdAt" | "createdBy" | "here"> {
  /** What it was started from, see `subject.ts`; null for one of the workspace itself. */
  subject: string | null;
  startsAt: number | null;
  minutes: number | null;
  startedAt: number | null;
  endedAt: number | null;
  /** How many were in it, as far as that was told. */
  people: number;
  /** The invitation by which people from outside may come; null for none. */
  link: string | null;
  /** When those invited are to hear that it is about to begin; null for not any more. */
  noticeAt: number | null;
  /** Grows with every change of what calendars have of it; and when the last was. */
  sequence: number;
  changedAt: number;
  /** The workspace's revision at its last change. */
  revision: number;
}

/** A place in the list of calls, the latest first. */
export interface CallPlace {
  heldAt: number;
  id: string;
}

type Row = {
  id: string;
  title: string;
  subject: string | null;
  state: string;
  created_at: number;
  created_by: string;
  starts_at: number | null;
  minutes: number | null;
  started_at: number | null;
  ended_at: number | null;
  here: string;
  people: number;
  link: string | null;
  notice_at: number | null;
  sequence: number;
  changed_at: number;
  revision: number;
};

const COLUMNS =
  "id, title, subject, state, created_at, created_by, starts_at, minutes, started_at, ended_at, here, people, link, notice_at, sequence, changed_at, revision" as const;

const Here = z.object({ users: z.array(z.string()), count: z.number() });

function callOf(row: Row): CallRow {
  const { id, title, subject, minutes, people, link, sequence, revision } = row;
  return {
    ...{ id, title, subject, minutes, people, link, sequence, revision },
    state: CallState.parse(row.state),
    createdAt: row.created_at,
    createdBy: row.created_by,
    startsAt: row.starts_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    here: Here.parse(JSON.parse(row.here)),
    noticeAt: row.notice_at,
    changedAt: row.changed_at,
  };
}

/** By when a call is listed: it began then, or is to begin then. */
export function heldAt({ startedAt, startsAt, createdAt }: Pick<CallRow, "startedAt" | "startsAt" | "createdAt">) {
  return startedAt ?? startsAt ?? createdAt;
}

/** The workspace's calls. */
export class CallStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keeps who is in a call: by far the most frequent change, of which no index need know. */
  setHere({ id, here, people }: Pick<CallRow, "id" | "here" | "people">): void {
    this.#sql.exec("UPDATE calls SET here = ?, people = ? WHERE id = ?", JSON.stringify(here), people, id);
  }

  /** Writes a call, new or changed. */
  put(row: CallRow): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO calls (${COLUMNS}, held_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row.id,
      row.title,
      row.subject,
      row.state,
      row.createdAt,
      row.createdBy,
      row.startsAt,
      row.minutes,
      row.startedAt,
      row.endedAt,
      JSON.stringify(row.here),
      row.people,
      row.link,
      row.noticeAt,
      row.sequence,
      row.changedAt,
      row.revision,
      heldAt(row),
    );
  }

  delete(id: string): void {
    this.#sql.exec("DELETE FROM calls WHERE id = ?", id);
  }

  find(id: string): CallRow | undefined {
    return this.#select("WHERE id = ?", id)[0];
  }

  /** All, the oldest first. */
  every(): CallRow[] {
    return this.#select("ORDER BY id");
  }

  /** Those that are planned or go on, the oldest first. */
  open(): CallRow[] {
    return this.#select("WHERE state <> 'ended' ORDER BY id");
  }

  countOpen(): number {
    return this.#count("WHERE state <> 'ended'");
  }

  /** Those about a subject, the oldest first. */
  about(subject: string): CallRow[] {
    return this.#select("WHERE subject = ? ORDER BY id", subject);
  }

  /** Up to `limit` behind `before`, the latest first; of a subject or in a state where that is asked for. */
  page(
    wanted: { subject: string | null; state: CallState | null },
    before: CallPlace,
    limit: number,
  ): (CallRow & CallPlace)[] {
    return this.#sql
      .exec<Row>(
        `SELECT ${COLUMNS} FROM calls WHERE (held_at, id) < (?1, ?2) AND (?3 IS NULL OR subject = ?3)
           AND (?4 IS NULL OR state = ?4) ORDER BY held_at DESC, id DESC LIMIT ?5`,
        before.heldAt,
        before.id,
        wanted.subject,
        wanted.state,
        limit,
      )
      .toArray()
      .map((row) => {
        const call = callOf(row);
        return { ...call, heldAt: heldAt(call) };
      });
  }

  /** Those of which the invited are to hear by `now` that they are about to begin. */
  due(now: number): CallRow[] {
    return this.#select("WHERE notice_at <= ? ORDER BY notice_at, id", now);
  }

  /** When the next such word is due; null for never. */
  nextDue(): number | null {
    return this.#sql.exec<{ due: number | null }>("SELECT min(notice_at) AS due FROM calls").one().due;
  }

  /** Those that ended first, beyond the latest `kept`. */
  endedBeyond(kept: number): string[] {
    return this.#sql
      .exec<{ id: string }>(
        "SELECT id FROM calls WHERE state = 'ended' ORDER BY held_at DESC, id DESC LIMIT -1 OFFSET ?",
        kept,
      )
      .toArray()
      .map(({ id }) => id);
  }

  /** The call that an invitation leads to. */
  linkedBy(invitation: string): CallRow | undefined {
    return this.#select("WHERE link = ?", invitation)[0];
  }

  /** Those that concern `user` by name, see `people-store.ts`. */
  concerning(user: string): CallRow[] {
    return this.#select("WHERE id IN (SELECT call FROM call_people WHERE user = ?) ORDER BY id", user);
  }

  /** Those about something that is no more. */
  orphaned(): string[] {
    const orphans = (type: string, table: "tasks" | "projects" | "conversations") =>
      `SELECT id FROM calls c WHERE subject > '${type}:' AND subject < '${type};'
         AND NOT EXISTS (SELECT 1 FROM ${table} WHERE ${table}.id = substr(c.subject, instr(c.subject, ':') + 1))`;
    return this.#sql
      .exec<{ id: string }>(
        [orphans("task", "tasks"), orphans("project", "projects"), orphans("conversation", "conversations")].join(
          " UNION ALL ",
        ),
      )
      .toArray()
      .map(({ id }) => id);
  }

  #select(which: string, ...bound: (string | number)[]): CallRow[] {
    return this.#sql
      .exec<Row>(`SELECT ${COLUMNS} FROM calls ${which}`, ...bound)
      .toArray()
      .map(callOf);
  }

  #count(which: string): number {
    return this.#sql.exec<{ count: number }>(`SELECT count(*) AS count FROM calls ${which}`).one().count;
  }
}
