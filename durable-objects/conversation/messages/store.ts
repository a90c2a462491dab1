import { z } from "zod";
import { Attachment, CallCard, LinkPreview, Message, type MessageEdit, Reaction, ThreadSummary } from "../protocol.ts";

/** A message as it is kept: what clients see of it, and whom `@here` reached. */
export interface KeptMessage {
  message: Message;
  here: string[];
}

/** Which messages are meant: of the conversation itself, of one thread (by its root's id), or both. */
export type Flow = { of: "all" } | { of: "main" } | { of: "thread"; root: string };

/** Where a page begins: behind a seq and oldest first, or before one and newest first. */
export type PageFrom = { after: number } | { before: number };

type Row = {
  seq: number;
  id: string;
  author: string;
  author_name: string;
  at: number;
  text: string;
  thread: string | null;
  edited_at: number | null;
  deleted_at: number | null;
  attachments: string | null;
  reactions: string | null;
  previews: string | null;
  mentions: string | null;
  mentions_all: string | null;
  here: string | null;
  pinned_at: number | null;
  pinned_by: string | null;
  call: string | null;
  thread_summary: string | null;
};

const COLUMNS = `seq, id, author, author_name, at, text, thread, edited_at, deleted_at, attachments, reactions, previews,
  mentions, mentions_all, here, pinned_at, pinned_by, call`;

/** What is said of a message's thread stands in the newest row of that thread, so that a reply writes no other row. */
const SELECT = `SELECT ${COLUMNS}, (
    SELECT reply.summary FROM messages reply WHERE reply.thread = messages.id ORDER BY reply.seq DESC LIMIT 1
  ) AS thread_summary FROM messages`;

const Users = z.array(z.string());

/** The messages of a conversation by their seq. */
export class MessageStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds a message; `summary` is what its thread is from now on, for a reply. */
  add({ message, here }: KeptMessage, summary: ThreadSummary | null): void {
    this.#sql.exec(
      `INSERT INTO messages (seq, id, author, author_name, at, text, thread, attachments, mentions, mentions_all, here,
         call, summary) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      message.seq,
      message.id,
      message.author,
      message.authorName,
      message.at,
      message.text,
      message.replyTo,
      listed(message.attachments),
      listed(message.mentions),
      message.mentionsAll,
      listed(here),
      message.call === undefined ? null : JSON.stringify(message.call),
      summary && JSON.stringify(summary),
    );
  }

  /** Writes what may change of a message. */
  put(message: Message): void {
    this.#sql.exec(
      `UPDATE messages SET text = ?, edited_at = ?, deleted_at = ?, attachments = ?, reactions = ?, previews = ?,
         mentions = ?, mentions_all = ?, pinned_at = ?, pinned_by = ?, call = ? WHERE seq = ?`,
      message.text,
      message.editedAt,
      message.deletedAt,
      listed(message.attachments),
      listed(message.reactions),
      listed(message.previews),
      listed(message.mentions),
      message.mentionsAll,
      message.pinnedAt,
      message.pinnedBy,
      message.call === undefined ? null : JSON.stringify(message.call),
      message.seq,
    );
  }

  find(id: string): KeptMessage | undefined {
    return this.#read(`${SELECT} WHERE id = ?`, id)[0];
  }

  /** The id of the message at `seq`. */
  idAt(seq: number): string | undefined {
    return this.#sql.exec<{ id: string }>("SELECT id FROM messages WHERE seq = ?", seq).toArray()[0]?.id;
  }

  /** The seq of a message. */
  seqOf(id: string): number | undefined {
    return this.#sql.exec<{ seq: number }>("SELECT seq FROM messages WHERE id = ?", id).toArray()[0]?.seq;
  }

  /** The newest seq of a flow, 0 before its first. */
  newestOf(flow: Flow): number {
    const { where, bound } = conditionOf(flow);
    return (
      this.#sql
        .exec<{ seq: number }>(`SELECT seq FROM messages WHERE ${where} ORDER BY seq DESC LIMIT 1`, ...bound)
        .toArray()[0]?.seq ?? 0
    );
  }

  /** Up to `limit` messages of a flow, in the order that `from` asks for. */
  page(flow: Flow, from: PageFrom, limit: number): Message[] {
    const { where, bound } = conditionOf(flow);
    const beginning = "after" in from ? "seq > ?" : "seq < ?";
    const seq = "after" in from ? from.after : from.before;
    const order = "after" in from ? "ASC" : "DESC";
    return this.#read(
      `${SELECT} WHERE ${where} AND ${beginning} ORDER BY seq ${order} LIMIT ?`,
      ...bound,
      seq,
      limit,
    ).map(({ message }) => message);
  }

  /** The messages of these seqs, the newest first. */
  at(seqs: readonly number[]): Message[] {
    return this.#read(
      `${SELECT} WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq DESC`,
      JSON.stringify(seqs),
    ).map(({ message }) => message);
  }

  /** The messages from `first` to `last` of all flows, oldest first; at most `limit`. */
  between(first: number, last: number, limit: number): Message[] {
    return this.#read(`${SELECT} WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?`, first, last, limit).map(
      ({ message }) => message,
    );
  }

  /** The seq before which all is older than `at`. Time runs with the seq, so a few rows tell. */
  seqSince(at: number): number {
    let [low, high] = [0, this.newestOf({ of: "all" }) + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const [row] = this.#sql
        .exec<{ seq: number; at: number }>("SELECT seq, at FROM messages WHERE seq >= ? ORDER BY seq LIMIT 1", middle)
        .toArray();
      if (!row || row.at >= at) high = middle;
      else low = row.seq + 1;
    }
    return low;
  }

  /** The newest one's time, ms since 1970; 0 before the first. */
  lastAt(): number {
    return this.#sql.exec<{ at: number }>("SELECT at FROM messages ORDER BY seq DESC LIMIT 1").toArray()[0]?.at ?? 0;
  }

  // --- Pins ---

  /** The pinned ones, pinned last first. */
  pinned(limit: number): Message[] {
    return this.#read(`${SELECT} WHERE pinned_at IS NOT NULL ORDER BY pinned_at DESC, seq DESC LIMIT ?`, limit).map(
      ({ message }) => message,
    );
  }

  pinCount(): number {
    return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM messages WHERE pinned_at IS NOT NULL").one()
      .count;
  }

  // --- Threads ---

  /** Says what the thread under `root` is now; nothing where it has no row. */
  putSummary(root: string, summary: ThreadSummary): void {
    this.#sql.exec(
      "UPDATE messages SET summary = ? WHERE seq = (SELECT seq FROM messages WHERE thread = ? ORDER BY seq DESC LIMIT 1)",
      JSON.stringify(summary),
      root,
    );
  }

  /** The newest replies under `root` that are not deleted, newest first. */
  newestReplies(root: string, limit: number): Pick<Message, "seq" | "at" | "author">[] {
    return this.#sql
      .exec<{ seq: number; at: number; author: string }>(
        `SELECT seq, at, author FROM messages WHERE thread = ? AND deleted_at IS NULL ORDER BY seq DESC LIMIT ?`,
        root,
        limit,
      )
      .toArray();
  }

  // --- Former texts ---

  /** Keeps the text that a message had since `at`; of many only the first and the newest `keep - 1`. */
  addEdit(seq: number, edit: MessageEdit, keep: number): void {
    const numbers = this.#sql
      .exec<{ number: number }>("SELECT number FROM edits WHERE message = ? ORDER BY number", seq)
      .toArray()
      .map(({ number }) => number);
    this.#sql.exec(
      "INSERT INTO edits (message, number, text, at) VALUES (?, ?, ?, ?)",
      seq,
      (numbers.at(-1) ?? 0) + 1,
      edit.text,
      edit.at,
    );
    const surplus = numbers.length + 1 > keep ? numbers[1] : undefined;
    if (surplus !== undefined) {
      this.#sql.exec("DELETE FROM edits WHERE message = ? AND number = ?", seq, surplus);
    }
  }

  /** The former texts of a message, oldest first. */
  edits(seq: number): MessageEdit[] {
    return this.#sql
      .exec<{ text: string; at: number }>("SELECT text, at FROM edits WHERE message = ? ORDER BY number", seq)
      .toArray();
  }

  dropEdits(seq: number): void {
    this.#sql.exec("DELETE FROM edits WHERE message = ?", seq);
  }

  // --- Going for good ---

  /** The seqs, ids and times of the oldest messages. */
  oldest(limit: number): Pick<Message, "seq" | "id" | "at">[] {
    return this.#sql
      .exec<{ seq: number; id: string; at: number }>("SELECT seq, id, at FROM messages ORDER BY seq LIMIT ?", limit)
      .toArray();
  }

  /** Deletes all before `seq`, with their former texts. */
  dropBefore(seq: number): void {
    this.#sql.exec("DELETE FROM edits WHERE message < ?", seq);
    this.#sql.exec("DELETE FROM messages WHERE seq < ?", seq);
  }

  #read(query: string, ...bound: (string | number)[]): KeptMessage[] {
    return this.#sql
      .exec<Row>(query, ...bound)
      .toArray()
      .map(keptOf);
  }
}

/** The condition of a flow; each is a range of the index over threads, or the table itself. */
export function conditionOf(flow: Flow): { where: string; bound: string[] } {
  switch (flow.of) {
    case "all":
      return { where: "TRUE", bound: [] };
    case "main":
      return { where: "thread IS NULL", bound: [] };
    case "thread":
      return { where: "thread = ?", bound: [flow.root] };
  }
}

function listed(list: readonly unknown[]): string | null {
  return list.length > 0 ? JSON.stringify(list) : null;
}

function readList<Item>(items: z.ZodType<Item[]>, json: string | null): Item[] {
  return json === null ? [] : items.parse(JSON.parse(json));
}

const Attachments = z.array(Attachment);
const Reactions = z.array(Reaction);
const Previews = z.array(LinkPreview);

function keptOf(row: Row): KeptMessage {
  const summary = row.thread_summary === null ? null : ThreadSummary.parse(JSON.parse(row.thread_summary));
  return {
    message: {
      id: row.id,
      seq: row.seq,
      text: row.text,
      author: row.author,
      authorName: row.author_name,
      at: row.at,
      editedAt: row.edited_at,
      deletedAt: row.deleted_at,
      replyTo: row.thread,
      attachments: readList(Attachments, row.attachments),
      reactions: readList(Reactions, row.reactions),
      previews: readList(Previews, row.previews),
      mentions: readList(Users, row.mentions),
      mentionsAll: Message.shape.mentionsAll.parse(row.mentions_all),
      pinnedAt: row.pinned_at,
      pinnedBy: row.pinned_by,
      // Once its last reply is deleted, a thread is none any more.
      thread: summary && summary.replies > 0 ? summary : null,
      ...(row.call === null ? {} : { call: CallCard.parse(JSON.parse(row.call)) }),
    },
    here: readList(Users, row.here),
  };
}
