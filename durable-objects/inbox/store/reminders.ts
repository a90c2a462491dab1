import type { Reminder } from "../protocol.ts";
import { keptThing, readThing } from "./kept-thing.ts";

type Row = {
  reminder: string;
  workspace: string | null;
  note: string;
  thing: string | null;
  message: string | null;
  due_at: number;
};

/** What the user wants to be reminded of. One that fired is none any more. */
export class ReminderStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(id: string): Reminder | undefined {
    return this.#select("WHERE reminder = ?", id)[0];
  }

  /** All, the next first. */
  all(): Reminder[] {
    return this.#select("ORDER BY due_at, reminder");
  }

  of(workspace: string): Reminder[] {
    return this.#select("WHERE workspace = ?", workspace);
  }

  due(now: number): Reminder[] {
    return this.#select("WHERE due_at <= ? ORDER BY due_at, reminder", now);
  }

  nextDue(): number | null {
    return this.#sql.exec<{ next: number | null }>("SELECT MIN(due_at) AS next FROM reminders").one().next;
  }

  count(): number {
    return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM reminders").one().count;
  }

  put({ id, workspace, note, thing, message, dueAt }: Reminder): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO reminders (reminder, workspace, note, thing, message, due_at) VALUES (?, ?, ?, ?, ?, ?)",
      id,
      workspace,
      note,
      thing && keptThing(thing),
      message,
      dueAt,
    );
  }

  remove(id: string): void {
    this.#sql.exec("DELETE FROM reminders WHERE reminder = ?", id);
  }

  #select(which: string, ...bound: (string | number)[]): Reminder[] {
    return this.#sql
      .exec<Row>(`SELECT reminder, workspace, note, thing, message, due_at FROM reminders ${which}`, ...bound)
      .toArray()
      .map(({ reminder: id, due_at: dueAt, thing, ...row }) => ({
        ...row,
        id,
        thing: thing === null ? null : readThing(thing),
        dueAt,
      }));
  }
}
