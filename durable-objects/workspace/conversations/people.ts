/** A member of the workspace as far as that matters to conversations. */
export interface ConversationPerson {
  guest: boolean;
  /** Since when they are in the workspace, in ms since 1970; another time means that they were gone in between. */
  joinedAt: number;
}

/** Whom the workspace's conversations have been told of. What they were not, another release did. */
export class ConversationPeopleStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(user: string): ConversationPerson | null {
    const row = this.#sql
      .exec<{ guest: number; joined_at: number }>(
        "SELECT guest, joined_at FROM conversation_people WHERE user = ?",
        user,
      )
      .toArray()[0];
    return row ? { guest: row.guest === 1, joinedAt: row.joined_at } : null;
  }

  /** Notes what the conversations have now been told of `user`; null for one who is no member. */
  put(user: string, person: ConversationPerson | null): void {
    if (person === null) {
      this.#sql.exec("DELETE FROM conversation_people WHERE user = ?", user);
      return;
    }
    const { guest, joinedAt } = person;
    this.#sql.exec(
      "INSERT OR REPLACE INTO conversation_people (user, guest, joined_at) VALUES (?, ?, ?)",
      user,
      guest ? 1 : 0,
      joinedAt,
    );
  }

  /** Those of whom the conversations know something else than the workspace does. */
  outOfStep(): string[] {
    return this.#sql
      .exec<{ user: string }>(
        `SELECT m.user FROM members m LEFT JOIN conversation_people p ON p.user = m.user
           WHERE p.user IS NULL OR p.guest <> (m.role = 'guest') OR p.joined_at <> m.joined_at
         UNION ALL SELECT user FROM conversation_people WHERE user NOT IN (SELECT user FROM members)`,
      )
      .toArray()
      .map(({ user }) => user);
  }
}
