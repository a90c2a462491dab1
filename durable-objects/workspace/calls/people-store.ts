import { CallAnswer } from "./protocol.ts";

/** One whom a call concerns by name. */
export interface CallPerson {
  user: string;
  /** Invited to it, or only rung once. */
  invited: boolean;
  answer: CallAnswer | null;
}

/** Whom calls concern by name: whoever is invited to one, with their answers, and whoever was rung to come. */
export class CallPeopleStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** All of a call, by user id. */
  of(call: string): CallPerson[] {
    return this.#sql
      .exec<{ user: string; invited: number; answer: string | null }>(
        "SELECT user, invited, answer FROM call_people WHERE call = ? ORDER BY user",
        call,
      )
      .toArray()
      .map(({ user, invited, answer }) => ({
        user,
        invited: invited === 1,
        answer: answer === null ? null : CallAnswer.parse(answer),
      }));
  }

  /** Those who are invited to a call, by user id. */
  invited(call: string): CallPerson[] {
    return this.of(call).filter(({ invited }) => invited);
  }

  put(call: string, { user, invited, answer }: CallPerson): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO call_people (call, user, invited, answer) VALUES (?, ?, ?, ?)",
      call,
      user,
      invited ? 1 : 0,
      answer,
    );
  }

  drop(call: string, user: string): void {
    this.#sql.exec("DELETE FROM call_people WHERE call = ? AND user = ?", call, user);
  }

  /** Keeps that they were rung; whoever is invited stays so. */
  noteRung(call: string, users: readonly string[]): void {
    for (const user of users) {
      this.#sql.exec("INSERT OR IGNORE INTO call_people (call, user, invited) VALUES (?, ?, 0)", call, user);
    }
  }

  /** Forgets all of a call. */
  forget(call: string): void {
    this.#sql.exec("DELETE FROM call_people WHERE call = ?", call);
  }
}
