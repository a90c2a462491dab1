import { Thing } from "../protocol.ts";

/** A day on which a task of the user's is due, and when they are told of it. */
export interface DueDay {
  thing: string;
  about: Thing;
  workspace: string;
  title: string;
  day: string;
  firesAt: number;
}

type Row = { thing: string; about: string; workspace: string; title: string; day: string; fires_at: number };

/** The days to come on which tasks of the user's are due. */
export class DueDayStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  all(): DueDay[] {
    return this.#select("");
  }

  of(workspace: string): DueDay[] {
    return this.#select("WHERE workspace = ?", workspace);
  }

  due(now: number): DueDay[] {
    return this.#select("WHERE fires_at <= ? ORDER BY fires_at, thing", now);
  }

  nextDue(): number | null {
    return this.#sql.exec<{ next: number | null }>("SELECT MIN(fires_at) AS next FROM due_days").one().next;
  }

  put({ thing, about, workspace, title, day, firesAt }: DueDay): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO due_days (thing, workspace, about, title, day, fires_at) VALUES (?, ?, ?, ?, ?, ?)",
      thing,
      workspace,
      JSON.stringify(about),
      title,
      day,
      firesAt,
    );
  }

  remove(thing: string): void {
    this.#sql.exec("DELETE FROM due_days WHERE thing = ?", thing);
  }

  /** Lets go of those furthest ahead, if there are more than `limit`. */
  prune(limit: number): void {
    this.#sql.exec(
      "DELETE FROM due_days WHERE thing IN (SELECT thing FROM due_days ORDER BY fires_at LIMIT -1 OFFSET ?)",
      limit,
    );
  }

  #select(which: string, ...bound: (string | number)[]): DueDay[] {
    return this.#sql
      .exec<Row>(`SELECT thing, about, workspace, title, day, fires_at FROM due_days ${which}`, ...bound)
      .toArray()
      .map(({ fires_at: firesAt, about, ...row }) => ({ ...row, about: Thing.parse(JSON.parse(about)), firesAt }));
  }
}
