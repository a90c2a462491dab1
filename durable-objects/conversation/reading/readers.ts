/** One who reads the conversation. */
export interface ReaderRow {
  user: string;
  /** Whether they belong to it, and so are told what is unread; others may read it and keep a place of their own. */
  belongs: boolean;
  /** They have read all up to this seq; may be behind what is really unread, see `counting.ts`. */
  marker: number;
}

/** How far one reader is in one thread. */
export interface ThreadReaderRow {
  user: string;
  /** The root's seq. */
  root: number;
  /** Null for one who only reads it, and would follow it by taking part. */
  follows: boolean | null;
  /** They hear of replies behind this seq. */
  since: number;
  marker: number;
  /** The marker that their inbox was last told. */
  told: number;
}

type Row = { user: string; belongs: number; marker: number };
type ThreadRow = { user: string; root: number; follows: number | null; since: number; marker: number; told: number };

/** Who belongs to the conversation, who follows which thread, and how far each has read. */
export class ReaderStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(user: string): ReaderRow | undefined {
    return this.#sql
      .exec<Row>("SELECT user, belongs, marker FROM readers WHERE user = ?", user)
      .toArray()
      .map(readerOf)[0];
  }

  put({ user, belongs, marker }: ReaderRow): void {
    this.#sql.exec(
      `INSERT INTO readers (user, belongs, marker) VALUES (?, ?, ?)
       ON CONFLICT (user) DO UPDATE SET belongs = excluded.belongs, marker = excluded.marker`,
      user,
      belongs ? 1 : 0,
      marker,
    );
  }

  /** Forgets a reader and what they follow. */
  drop(user: string): void {
    this.#sql.exec("DELETE FROM readers WHERE user = ?", user);
    this.#sql.exec("DELETE FROM thread_readers WHERE user = ?", user);
  }

  belongs(user: string): boolean {
    return this.find(user)?.belongs === true;
  }

  /** Everyone who belongs here. */
  belonging(): string[] {
    return this.#sql
      .exec<{ user: string }>("SELECT user FROM readers WHERE belongs = 1 ORDER BY user")
      .toArray()
      .map(({ user }) => user);
  }

  /** How many belong here, or read here without. */
  count(): number {
    return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM readers").one().count;
  }

  // --- Threads ---

  inThread(user: string, root: number): ThreadReaderRow | undefined {
    return this.#threads("WHERE user = ? AND root = ?", user, root)[0];
  }

  putInThread({ user, root, follows, since, marker, told }: ThreadReaderRow): void {
    this.#sql.exec(
      `INSERT INTO thread_readers (user, root, follows, since, marker, told) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (user, root) DO UPDATE SET follows = excluded.follows, since = excluded.since,
         marker = excluded.marker, told = excluded.told`,
      user,
      root,
      follows === null ? null : Number(follows),
      since,
      marker,
      told,
    );
  }

  /** The threads that `user` has read further than their inbox was told. */
  untoldOf(user: string): ThreadReaderRow[] {
    return this.#threads("WHERE user = ? AND told < marker ORDER BY root", user);
  }

  /** Notes what the inbox of `user` was told of a thread, if that is still so. */
  noteTold({ user, root, marker }: ThreadReaderRow): void {
    this.#sql.exec(
      "UPDATE thread_readers SET told = ? WHERE user = ? AND root = ? AND told < ?",
      marker,
      user,
      root,
      marker,
    );
  }

  /** Who follows the thread under the message at `root`. */
  followersOf(root: number): ThreadReaderRow[] {
    return this.#threads("WHERE root = ? AND follows = 1 ORDER BY user", root);
  }

  /** The threads that `user` follows, those with the newest roots first. */
  followedBy(user: string, limit: number): ThreadReaderRow[] {
    return this.#threads("WHERE user = ? AND follows = 1 ORDER BY root DESC LIMIT ?", user, limit);
  }

  /** Forgets the threads whose roots are before `seq`. */
  dropThreadsBefore(seq: number): void {
    this.#sql.exec("DELETE FROM thread_readers WHERE root < ?", seq);
  }

  #threads(which: string, ...bound: (string | number)[]): ThreadReaderRow[] {
    return this.#sql
      .exec<ThreadRow>(`SELECT user, root, follows, since, marker, told FROM thread_readers ${which}`, ...bound)
      .toArray()
      .map((row) => ({ ...row, follows: row.follows === null ? null : row.follows === 1 }));
  }
}

function readerOf({ user, belongs, marker }: Row): ReaderRow {
  return { user, belongs: belongs === 1, marker };
}
