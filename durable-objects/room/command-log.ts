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

/** Outcomes remembered between two looks for what is too old. */
const AGE_TENDED_EVERY = 256;

/** A scope as this object remembers it, so that a command need not read through all of its slots. */
interface KnownScope {
  /** Where keys were last seen; what is there now says the slot itself. */
  slots: Map<string, number>;
  /** The turn of the next outcome. */
  next: number;
}

/** Scopes kept in mind at once; one that is dropped is read again when it is next asked for. */
const KNOWN_SCOPES = 100;

/**
 * Outcomes of commands by the key their client made (P3). A scope is who may mean the same by a key,
 * such as one user's sockets.
 *
 * Each scope has a ring of slots, and a new outcome overwrites the oldest. Written rows: 1 per remembered outcome, and
 * none for forgetting it, but for those that grew old in a scope that fell silent. That is why a key has no index, which
 * would write a second row: a scope's keys are read once when it is first asked for, and kept in mind.
 *
 * One instance per object: what it has in mind is looked for in its slot before it is believed, so that a transaction
 * rolled back around {@link remember} does no harm.
 */
export class CommandLog<Answer> {
  readonly #sql: SqlStorage;
  readonly #answer: z.ZodType<Answer>;
  readonly #memory: Memory;
  readonly #scopes = new Map<string, KnownScope>();
  #sinceAged = AGE_TENDED_EVERY;

  /** The first release's table; read no more, and to be dropped by the release after this one. */
  static readonly schema = `
    CREATE TABLE commands (
      scope TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (scope, key)
    ) WITHOUT ROWID;
  `;

  /** The second step: the table in use, with what the first one held. */
  static readonly slots = `
    CREATE TABLE command_slots (
      scope TEXT NOT NULL, slot INTEGER NOT NULL, turn INTEGER NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL,
      answer TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (scope, slot)
    ) WITHOUT ROWID;
    INSERT INTO command_slots (scope, slot, turn, key, body, answer, at)
      SELECT scope, turn % 300, turn, key, body, answer, at FROM (
        SELECT *, row_number() OVER (PARTITION BY scope ORDER BY at, key) AS turn,
          row_number() OVER (PARTITION BY scope ORDER BY at DESC, key DESC) AS back FROM commands
      ) WHERE back <= 300;
  `;

  /** `answer` is the schema of what is answered, by which stored answers are read back. */
  constructor(sql: SqlStorage, answer: z.ZodType<Answer>, memory: Memory = COMMAND_MEMORY) {
    this.#sql = sql;
    this.#answer = answer;
    this.#memory = memory;
  }

  /** What is known of `key` in `scope`, given the {@link bodyMark} of the body that came with it. */
  recall(scope: string, key: string, body: string): Recall<Answer> {
    const slot = this.#known(scope).slots.get(key);
    if (slot === undefined) return { kind: "new" };
    const row = this.#sql
      .exec<{ body: string; answer: string }>(
        "SELECT body, answer FROM command_slots WHERE scope = ? AND slot = ? AND key = ?",
        scope,
        slot,
        key,
      )
      .toArray()[0];
    if (!row) return { kind: "new" };
    if (row.body !== body) return { kind: "reused" };
    return { kind: "same", answer: this.#answer.parse(JSON.parse(row.answer)) };
  }

  /** Remembers the outcome of a new key. Belongs in the transaction of its effect, so that only what was committed is remembered. */
  remember(scope: string, key: string, body: string, answer: Answer, now: number): void {
    if (!this.#isThere(scope, this.#known(scope))) this.#scopes.delete(scope);
    const known = this.#known(scope);
    const turn = known.next;
    const slot = turn % this.#memory.last;
    this.#sql.exec(
      `INSERT INTO command_slots (scope, slot, turn, key, body, answer, at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (scope, slot) DO UPDATE SET
         turn = excluded.turn, key = excluded.key, body = excluded.body, answer = excluded.answer, at = excluded.at`,
      scope,
      slot,
      turn,
      key,
      body,
      JSON.stringify(answer),
      now,
    );
    known.next = turn + 1;
    known.slots.set(key, slot);
    // Keys that were overwritten stay in mind, since a rollback would bring them back; now and then all are read anew.
    if (known.slots.size > 2 * this.#memory.last) this.#scopes.delete(scope);
    this.#tendAge(now - this.#memory.ms);
  }

  /** Whether the outcome remembered last is where it is believed to be. */
  #isThere(scope: string, { next }: KnownScope): boolean {
    if (next === 0) return true;
    const newest = this.#sql.exec(
      "SELECT 1 FROM command_slots WHERE scope = ? AND slot = ? AND turn = ?",
      scope,
      (next - 1) % this.#memory.last,
      next - 1,
    );
    return newest.toArray().length > 0;
  }

  #known(scope: string): KnownScope {
    const known = this.#scopes.get(scope) ?? this.#read(scope);
    // The one asked for last is dropped last.
    this.#scopes.delete(scope);
    this.#scopes.set(scope, known);
    const [oldest] = this.#scopes.keys();
    if (this.#scopes.size > KNOWN_SCOPES && oldest !== undefined) this.#scopes.delete(oldest);
    return known;
  }

  #read(scope: string): KnownScope {
    const known: KnownScope = { slots: new Map(), next: 0 };
    const rows = this.#sql.exec<{ key: string; slot: number; turn: number }>(
      "SELECT key, slot, turn FROM command_slots WHERE scope = ?",
      scope,
    );
    for (const { key, slot, turn } of rows) {
      known.slots.set(key, slot);
      known.next = Math.max(known.next, turn + 1);
    }
    return known;
  }

  #tendAge(before: number): void {
    this.#sinceAged += 1;
    if (this.#sinceAged < AGE_TENDED_EVERY) return;
    this.#sinceAged = 0;
    this.#sql.exec("DELETE FROM command_slots WHERE at < ?", before);
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
