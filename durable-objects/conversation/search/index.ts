import type { MessageStore } from "../messages/store.ts";
import type { Message } from "../protocol.ts";
import { placed, searchable } from "./words.ts";

/** Messages that the index holds as one text, from the first to the last seq. */
export interface Block {
  first: number;
  last: number;
}

/** The job that indexes what was posted. */
export const INDEX_JOB = "index";

/** A block ends with so many messages or UTF-16 units, so that looking through one stays cheap. */
const BLOCK_MESSAGES = 64;
const BLOCK_LENGTH = 32 * 1024;

/**
 * The full-text index. Messages that are posted close together are one text of it, since each text costs written rows;
 * which of them was meant is looked at when one is found. What is indexed follows from the messages alone, so that a text
 * can be taken out again, though the index does not keep it.
 */
export class SearchIndex {
  readonly #sql: SqlStorage;
  readonly #messages: MessageStore;

  constructor(sql: SqlStorage, messages: MessageStore) {
    this.#sql = sql;
    this.#messages = messages;
  }

  /** Indexes everything. */
  catchUp(): void {
    while (this.#isBehind) this.#step();
  }

  /** Does `write`, which changes messages from `first` to `last`, or makes them go, and indexes what they then say. */
  rewrite(first: number, last: number, write: () => void): void {
    const blocks = this.#blocks(first, last);
    const before = blocks.map((block) => this.#wordsIn(block));
    write();
    blocks.forEach((block, index) => {
      const words = this.#wordsIn(block);
      const known = before[index] ?? "";
      if (words === known) return;
      this.#sql.exec(
        "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', ?, ?)",
        block.first,
        known,
      );
      if (words === "") this.#sql.exec("DELETE FROM search_blocks WHERE first = ?", block.first);
      else this.#add(block.first, words);
    });
  }

  /** The blocks before `seq` in which a text may be that `match` finds, the newest first. */
  find(match: string, seq: number, limit: number): Block[] {
    return this.#sql
      .exec<{ first: number; last: number }>(
        `SELECT first, last FROM search_words JOIN search_blocks ON first = search_words.rowid
         WHERE search_words MATCH ? AND search_words.rowid < ? ORDER BY search_words.rowid DESC LIMIT ?`,
        match,
        seq,
        limit,
      )
      .toArray();
  }

  /** Whether there are messages the index does not hold. */
  get #isBehind(): boolean {
    return this.#messages.newestOf({ of: "all" }) > this.#lastIndexed();
  }

  /** Indexes the next messages. */
  #step(): void {
    const from = this.#lastIndexed() + 1;
    const messages = this.#messages.between(from, Number.MAX_SAFE_INTEGER, BLOCK_MESSAGES);
    const block = blockOf(messages);
    if (!block) return;
    this.#sql.exec("INSERT INTO search_blocks (first, last) VALUES (?, ?)", block.first, block.last);
    this.#add(block.first, wordsOf(messages.filter(({ seq }) => seq <= block.last)));
  }

  #add(first: number, words: string): void {
    this.#sql.exec("INSERT INTO search_words (rowid, words) VALUES (?, ?)", first, words);
  }

  #wordsIn({ first, last }: Block): string {
    return wordsOf(this.#messages.between(first, last, BLOCK_MESSAGES));
  }

  #blocks(first: number, last: number): Block[] {
    return this.#sql
      .exec<{ first: number; last: number }>(
        `SELECT first, last FROM search_blocks
         WHERE first >= coalesce((SELECT max(first) FROM search_blocks WHERE first <= ?), 0) AND first <= ? AND last >= ?
         ORDER BY first`,
        first,
        last,
        first,
      )
      .toArray();
  }

  #lastIndexed(): number {
    return (
      this.#sql.exec<{ last: number }>("SELECT last FROM search_blocks ORDER BY first DESC LIMIT 1").toArray()[0]
        ?.last ?? 0
    );
  }
}

/** The beginning of `messages` that fits one block, or null without any. */
function blockOf(messages: readonly Message[]): Block | null {
  const [first] = messages;
  if (!first) return null;
  let last = first.seq;
  let length = 0;
  for (const { seq, text } of messages) {
    length += text.length;
    if (length > BLOCK_LENGTH && seq !== first.seq) break;
    last = seq;
  }
  return { first: first.seq, last };
}

/** The words of messages as they are given to the index: folded here, so that they are the words that are looked for. */
function wordsOf(messages: readonly Message[]): string {
  return messages
    .flatMap((message) => placed(searchable(message)))
    .map(({ word }) => word)
    .join(" ");
}
