import type { z } from "zod";

/** The grace of a clean leave, in ms: a reload is back before the others see anyone go. */
export const LEAVE_GRACE_MS = 5_000;

/**
 * Peers who have left but still show. Kept in SQLite and not in a timer, since a room evicted within the grace would
 * otherwise leave a ghost with everyone who saw the peer.
 */
export class Departures<Trace> {
  readonly #sql: SqlStorage;
  readonly #trace: z.ZodType<Trace>;

  static readonly schema = `
    CREATE TABLE departures (connection TEXT PRIMARY KEY, due INTEGER NOT NULL, trace TEXT NOT NULL) WITHOUT ROWID;
  `;

  /** `trace` is what the kind must know to tell the others: a presence id, or nothing but the connection. */
  constructor(sql: SqlStorage, trace: z.ZodType<Trace>) {
    this.#sql = sql;
    this.#trace = trace;
  }

  /** Notes that `connection` left; it shows until `due` (ms since 1970). */
  note(connection: string, due: number, trace: Trace): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO departures (connection, due, trace) VALUES (?, ?, ?)",
      connection,
      due,
      JSON.stringify(trace),
    );
  }

  /** Everyone who left and still shows. */
  all(): { connection: string; due: number; trace: Trace }[] {
    return this.#sql
      .exec<{ connection: string; due: number; trace: string }>("SELECT connection, due, trace FROM departures")
      .toArray()
      .flatMap((row) => {
        const trace = this.#trace.safeParse(JSON.parse(row.trace));
        return trace.success ? [{ connection: row.connection, due: row.due, trace: trace.data }] : [];
      });
  }

  /** Takes out those whose grace is over at `now`, and says when the next one's is (ms since 1970), if any waits. */
  take(now: number): { gone: { connection: string; trace: Trace }[]; nextDue: number | null } {
    const all = this.all();
    this.#sql.exec("DELETE FROM departures WHERE due <= ?", now);
    const waiting = all.filter((each) => each.due > now).map((each) => each.due);
    return { gone: all.filter((each) => each.due <= now), nextDue: waiting.length > 0 ? Math.min(...waiting) : null };
  }
}
