/** The guests who were let into calls. Being named to a call lets one wait before it, and see nothing of what is inside. */
export class CallGuestStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  has(call: string, user: string): boolean {
    return this.#sql.exec("SELECT 1 FROM call_guests WHERE call = ? AND user = ?", call, user).toArray().length > 0;
  }

  put(call: string, user: string): void {
    this.#sql.exec("INSERT OR IGNORE INTO call_guests (call, user) VALUES (?, ?)", call, user);
  }

  drop(call: string, user: string): void {
    this.#sql.exec("DELETE FROM call_guests WHERE call = ? AND user = ?", call, user);
  }

  /** Forgets all of a call. */
  forget(call: string): void {
    this.#sql.exec("DELETE FROM call_guests WHERE call = ?", call);
  }
}
