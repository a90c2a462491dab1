import * as idb from "lib0/indexeddb";
import { newKey } from "../id.ts";
import { Table } from "../storage/table.ts";
import { browserTabs, type Release, type Tabs } from "../storage/tabs.ts";
import { type Keep, QueuedRow, Refusal } from "./rows.ts";

/** Digits of a row's number in its key, so that keys sort as numbers do. */
const NUMBER_LENGTH = 12;

/**
 * What this browser keeps of one user's commands until rooms have answered them. Another user of the same browser never
 * sees them: the database is named by its owner (P5).
 *
 * Each tab keeps a queue of its own for each room, and alone holds it. A queue whose tab is gone is taken up by the next
 * tab that opens the room, or at once by one that has it open.
 */
export class CommandKeep {
  readonly #db: IDBDatabase;
  readonly #owner: string;
  readonly #tabs: Tabs;
  readonly #rows: Table<QueuedRow>;
  readonly #refusals: Table<Refusal>;
  #forgotten = false;

  private constructor(db: IDBDatabase, owner: string, tabs: Tabs) {
    this.#db = db;
    this.#owner = owner;
    this.#tabs = tabs;
    this.#rows = new Table(db, "queued", QueuedRow);
    this.#refusals = new Table(db, "refused", Refusal);
  }

  /**
   * Opens what is kept of `owner` (a user's id). Null when this browser keeps nothing: commands then last as long as
   * the page does.
   */
  static async open(owner: string, tabs?: Tabs): Promise<CommandKeep | null> {
    const name = `ensemble:${owner}:commands`;
    try {
      const db = await idb.openDB(name, (fresh) => idb.createStores(fresh, [["queued"], ["refused"]]));
      return new CommandKeep(db, owner, tabs ?? browserTabs(name));
    } catch {
      return null;
    }
  }

  /** A queue of this tab's for the commands to one room. */
  queueFor(room: string): QueueKeep {
    return new QueueKeep({
      room,
      owner: this.#owner,
      tabs: this.#tabs,
      rows: this.#rows,
      refusals: this.#refusals,
      forgotten: () => this.#forgotten,
    });
  }

  /** True while a command has not been answered by its room. */
  async holdsUnsent(): Promise<boolean> {
    return (await this.#rows.rows()).size > 0;
  }

  /** Forgets everything, at sign-out, and keeps nothing more. */
  async forgetAll(): Promise<void> {
    this.#forgotten = true;
    for (const table of [this.#rows, this.#refusals]) {
      for (const key of (await table.rows()).keys()) await table.remove(key);
    }
  }

  close(): void {
    this.#tabs.close();
    this.#db.close();
  }
}

interface QueueKeepParts {
  room: string;
  owner: string;
  tabs: Tabs;
  rows: Table<QueuedRow>;
  refusals: Table<Refusal>;
  /** Nothing is to be kept any more. */
  forgotten: () => boolean;
}

/** One tab's queue for one room, in the browser's storage, and those it took up. */
class QueueKeep implements Keep {
  readonly #room: string;
  readonly #owner: string;
  readonly #tabs: Tabs;
  readonly #rows: Table<QueuedRow>;
  readonly #refusals: Table<Refusal>;
  readonly #forgotten: () => boolean;
  readonly #queue = newKey();
  readonly #keys = new Map<string, string>();
  readonly #known = new Set([this.#queue]);
  readonly #held: Release[] = [];
  readonly #ended = new AbortController();
  #next = 0;

  constructor(parts: QueueKeepParts) {
    this.#room = parts.room;
    this.#owner = parts.owner;
    this.#tabs = parts.tabs;
    this.#rows = parts.rows;
    this.#refusals = parts.refusals;
    this.#forgotten = parts.forgotten;
  }

  async adopt(later: (rows: QueuedRow[]) => void): Promise<QueuedRow[]> {
    const own = await this.#tabs.take(this.#lock(this.#queue));
    if (own) this.#hold(own);
    const stop = this.#tabs.hear((told) => {
      const queue = told.startsWith(this.#prefix) ? told.slice(this.#prefix.length) : null;
      if (queue) void this.#adoptLater(queue, later);
    });
    this.#ended.signal.addEventListener("abort", stop);
    this.#tabs.tell(this.#prefix + this.#queue);
    const adopted: QueuedRow[][] = [];
    for (const queue of await this.#queues()) {
      const release = await this.#tabs.take(this.#lock(queue));
      if (!release) void this.#adoptLater(queue, later);
      else adopted.push(await this.#takeUp(queue, release));
    }
    return adopted.toSorted((a, b) => (a[0]?.at ?? 0) - (b[0]?.at ?? 0)).flat();
  }

  async write(rows: readonly QueuedRow[]): Promise<void> {
    if (this.#forgotten()) return;
    await this.#rows.putAll(new Map(rows.map((row) => [this.#keyOf(row.id), row])));
  }

  async remove(id: string): Promise<void> {
    const key = this.#keys.get(id);
    this.#keys.delete(id);
    if (key !== undefined) await this.#rows.remove(key);
  }

  async refused(): Promise<Refusal[]> {
    return [...(await this.#refusals.rows(this.#prefix)).values()].toSorted((a, b) => a.at - b.at);
  }

  async keepRefusal(refusal: Refusal): Promise<void> {
    if (this.#forgotten()) return;
    await this.#refusals.put(this.#prefix + refusal.id, refusal);
  }

  async dropRefusal(id: string): Promise<void> {
    await this.#refusals.remove(this.#prefix + id);
  }

  close(): void {
    this.#ended.abort();
    // Whoever opened the room meanwhile did not see what was written last.
    this.#tabs.tell(this.#prefix + this.#queue);
    for (const release of this.#held.splice(0)) release();
  }

  get #prefix(): string {
    return `${this.#room}/`;
  }

  #lock(queue: string): string {
    return `ensemble:${this.#owner}:commands:${this.#prefix}${queue}`;
  }

  #keyOf(id: string): string {
    const known = this.#keys.get(id);
    if (known !== undefined) return known;
    const key = `${this.#prefix}${this.#queue}/${String(this.#next++).padStart(NUMBER_LENGTH, "0")}`;
    this.#keys.set(id, key);
    return key;
  }

  /** The queues of other tabs that have rows. */
  async #queues(): Promise<string[]> {
    const keys = [...(await this.#rows.rows(this.#prefix)).keys()];
    const queues = new Set(keys.map((key) => key.slice(this.#prefix.length).split("/")[0] ?? ""));
    return [...queues].filter((queue) => queue !== this.#queue);
  }

  async #adoptLater(queue: string, later: (rows: QueuedRow[]) => void): Promise<void> {
    if (this.#known.has(queue)) return;
    this.#known.add(queue);
    const release = await this.#tabs.await(this.#lock(queue), this.#ended.signal);
    if (!release) return;
    const rows = await this.#takeUp(queue, release).catch(() => []);
    if (rows.length > 0) later(rows);
  }

  async #takeUp(queue: string, release: Release): Promise<QueuedRow[]> {
    this.#known.add(queue);
    const rows = await this.#rows.rows(`${this.#prefix}${queue}/`);
    for (const [key, row] of rows) this.#keys.set(row.id, key);
    if (rows.size > 0) this.#hold(release);
    else release();
    return [...rows.values()];
  }

  #hold(release: Release): void {
    if (this.#ended.signal.aborted) release();
    else this.#held.push(release);
  }
}
