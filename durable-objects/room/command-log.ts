import type { z } from "zod";
import { fingerprint } from "./fingerprint.ts";

/** How long outcomes are remembered: not beyond `ms`, and of one scope only the last `last`. */
export interface Memory {
  ms: number;
  last: number;
}

/** A client sends again what was not acked as soon as it reconnects, or when its laptop is opened the next morning. */
export const COMMAND_MEMORY: Memory = { ms: 24 * 60 * 60 * 1000, last: 300 };

/** What is known of a key. */
export type Recall<Answer> =
  | { kind: "new" }
  /** It acted already; answer this again. */
  | { kind: "same"; answer: Answer }
  /** It came with another body: refuse with `key_reused`. */
  | { kind: "reused" };

/** Outcomes remembered between two forgettings in one scope, and in the whole log. */
const SCOPE_TENDED_EVERY = 64;
const AGE_TENDED_EVERY = 256;

/**
 * Outcomes of commands by the key their client made (P3). A scope is who may mean the same by a key,
 * such as one user's sockets.
 *
 * Written rows: 1 per remembered outcome, and later 1 for forgetting it. Forgetting is done now and then while
 * remembering, so an idle room spends nothing on it; a scope holds at most `last` + {@link SCOPE_TENDED_EVERY}.
 */
export class CommandLog<Answer> {
  readonly #sql: SqlStorage;
  readonly #answer: z.ZodType<Answer>;
  readonly #memory: Memory;
  readonly #sinceTended = new Map<string, number>();
  #sinceAged = AGE_TENDED_EVERY;

  static readonly schema = `
    CREATE TABLE commands (
      scope TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (scope, key)
    ) WITHOUT ROWID;
  `;

  /** `answer` is the schema of what is answered, by which stored answers are read back. */
  constructor(sql: SqlStorage, answer: z.ZodType<Answer>, memory: Memory = COMMAND_MEMORY) {
    this.#sql = sql;
    this.#answer = answer;
    this.#memory = memory;
  }

  /** What is known of `key` in `scope`, given the {@link bodyMark} of the body that came with it. */
  recall(scope: string, key: string, body: string): Recall<Answer> {
    const row = this.#sql
      .exec<{ body: string; answer: string }>(
        "SELECT body, answer FROM commands WHERE scope = ? AND key = ?",
        scope,
        key,
      )
      .toArray()[0];
    if (!row) return { kind: "new" };
    if (row.body !== body) return { kind: "reused" };
    return { kind: "same", answer: this.#answer.parse(JSON.parse(row.answer)) };
  }

  /** Remembers an outcome. Belongs in the transaction of its effect, so that only what was committed is remembered. */
  remember(scope: string, key: string, body: string, answer: Answer, now: number): void {
    this.#sql.exec(
      `INSERT INTO commands (scope, key, body, answer, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (scope, key) DO UPDATE SET body = excluded.body, answer = excluded.answer, at = excluded.at`,
      scope,
      key,
      body,
      JSON.stringify(answer),
      now,
    );
    this.#tendScope(scope);
    this.#tendAge(now - this.#memory.ms);
  }

  #tendScope(scope: string): void {
    // A scope first seen since waking is tended at once: many short wakes must not add up.
    const since = (this.#sinceTended.get(scope) ?? SCOPE_TENDED_EVERY - 1) + 1;
    this.#sinceTended.set(scope, since % SCOPE_TENDED_EVERY);
    if (since < SCOPE_TENDED_EVERY) return;
    this.#sql.exec(
      `DELETE FROM commands WHERE scope = ?1 AND key IN (
         SELECT key FROM commands WHERE scope = ?1 ORDER BY at DESC, key DESC LIMIT -1 OFFSET ?2
       )`,
      scope,
      this.#memory.last,
    );
  }

  #tendAge(before: number): void {
    this.#sinceAged += 1;
    if (this.#sinceAged < AGE_TENDED_EVERY) return;
    this.#sinceAged = 0;
    this.#sinceTended.clear();
    this.#sql.exec("DELETE FROM commands WHERE at < ?", before);
  }
}

/** A mark of a command's or a request's body that is the same whatever the order of its fields. */
export function bodyMark(body: unknown): string {
  return fingerprint(JSON.stringify(body, (_, value: unknown) => (isFields(value) ? sorted(value) : value)) ?? "");
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}
