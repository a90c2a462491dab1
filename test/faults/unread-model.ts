/** What is unread of a conversation, as plainly as it can be worked out. */

interface Said {
  id: string;
  seq: number;
  author: string;
  replyTo: string | null;
  /** Who is named by name, whom that draws into a thread, and whether all are. */
  named: readonly string[];
  namesAll: boolean;
  deleted: boolean;
}

/** What one has not read. */
export interface Unread {
  unread: number;
  mentions: number;
}

/** The most that is counted. */
const MOST = 100;

/** All that was said, and how far each reader is. Every act is done once the one before is. */
export class UnreadModel {
  readonly said: Said[] = [];
  readonly #readers: readonly string[];
  readonly #markers = new Map<string, number>();
  readonly #threads = new Map<string, { follows: boolean; marker: number }>();

  constructor(readers: readonly string[]) {
    this.#readers = readers;
  }

  /** Those that begin no thread, or are in none. */
  get roots(): readonly Said[] {
    return this.said.filter(({ replyTo }) => replyTo === null);
  }

  post(message: Omit<Said, "deleted">): void {
    const said = { ...message, deleted: false };
    this.said.push(said);
    if (said.replyTo === null) return;
    const root = this.said.find(({ id }) => id === said.replyTo);
    this.#draw(said.author, said.replyTo, said.seq);
    for (const user of [root?.author ?? "", ...said.named]) this.#draw(user, said.replyTo, said.seq - 1);
  }

  delete(id: string): void {
    for (const each of this.said) if (each.id === id) each.deleted = true;
  }

  read(user: string, seq: number): void {
    this.#markers.set(user, seq);
  }

  readThread(user: string, thread: string, seq: number): void {
    const known = this.#threads.get(key(user, thread));
    if (known) known.marker = seq;
  }

  /** @param head the newest seq: whoever begins to follow hears of what comes from then on */
  follow(user: string, thread: string, on: boolean, head: number): void {
    const known = this.#threads.get(key(user, thread));
    if (known?.follows === on) return;
    const marker = on ? Math.max(known?.marker ?? 0, head) : (known?.marker ?? head);
    this.#threads.set(key(user, thread), { follows: on, marker });
  }

  unread(user: string): Unread {
    return this.#count(user, null, this.#markers.get(user) ?? 0);
  }

  /** By thread: what one has not read of those one follows. */
  threads(user: string): ReadonlyMap<string, Unread> {
    const threads = new Map<string, Unread>();
    for (const { id } of this.roots) {
      const known = this.#threads.get(key(user, id));
      if (known?.follows) threads.set(id, this.#count(user, id, known.marker));
    }
    return threads;
  }

  /** How many replies are not read. */
  replies(user: string): number {
    const all = [...this.threads(user).values()].reduce((sum, { unread }) => sum + unread, 0);
    return Math.min(all, MOST);
  }

  #draw(user: string, thread: string, marker: number): void {
    if (!this.#readers.includes(user) || this.#threads.has(key(user, thread))) return;
    this.#threads.set(key(user, thread), { follows: true, marker });
  }

  #count(user: string, flow: string | null, marker: number): Unread {
    const news = this.said.filter((each) => {
      return each.replyTo === flow && each.seq > marker && each.author !== user && !each.deleted;
    });
    const named = news.filter((each) => each.namesAll || each.named.includes(user));
    return { unread: Math.min(news.length, MOST), mentions: Math.min(named.length, MOST) };
  }
}

function key(user: string, thread: string): string {
  return `${user}/${thread}`;
}
