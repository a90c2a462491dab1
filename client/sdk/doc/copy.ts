import { IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";
import { newKey } from "../id.ts";
import { hold } from "../storage/locks.ts";
import type { CopyDatabase, Place } from "./database.ts";

/** How a tab's mark in `unsaved` is named: by database, then by tab. */
export function marksOf(place: Place): string {
  return `${place.database}#`;
}

/** The offline copy of one doc at one generation, as this tab holds it open. */
export class DocCopy {
  readonly place: Place;
  readonly #database: CopyDatabase;
  readonly #persistence: IndexeddbPersistence;
  readonly #release: () => void;
  readonly #mark: string;
  /** The marks found when it was opened: what they stand for is in the doc now, and saved when the doc is. */
  readonly #found: Map<string, string>;
  #marked = false;
  /** Something was written into the doc since the last look at what the browser has stored. */
  #restless = false;
  #watching = false;
  /** Marks are written in order, so that a late one cannot undo its successor. */
  #writing: Promise<void> = Promise.resolve();

  private constructor(parts: {
    place: Place;
    database: CopyDatabase;
    persistence: IndexeddbPersistence;
    release: () => void;
    found: Map<string, string>;
  }) {
    this.place = parts.place;
    this.#database = parts.database;
    this.#persistence = parts.persistence;
    this.#release = parts.release;
    this.#found = parts.found;
    this.#mark = marksOf(parts.place) + newKey();
  }

  /**
   * Loads the copy at `place` into `doc` and keeps `doc` there from now on.
   * @throws Error when it cannot be read, or `doc` is destroyed before it was
   */
  static async open(database: CopyDatabase, place: Place, doc: Y.Doc): Promise<DocCopy> {
    const release = await hold(place.database);
    const found = await database.unsaved.rows(marksOf(place));
    const persistence = new IndexeddbPersistence(place.database, doc);
    // A destroyed doc takes its persistence with it, which then says nothing any more.
    const destroyed = new Promise<false>((resolve) => doc.once("destroy", () => resolve(false)));
    if ((await Promise.race([persistence.whenSynced, destroyed])) === false) {
      release();
      throw new Error("the doc was destroyed before its copy was open");
    }
    return new DocCopy({ place, database, persistence, release, found });
  }

  /** True when the copy, as it was opened, held what no room had confirmed. */
  get unsaved(): boolean {
    return this.#found.size > 0;
  }

  /** True when all that was written into the doc here is stored, and not only on its way there. */
  get stored(): boolean {
    return !this.#watching;
  }

  /**
   * Something was written into the doc, which no room has confirmed. `y-indexeddb` is storing it; `stored` is called
   * when it has.
   */
  wrote(stored: () => void): void {
    this.markUnsaved();
    this.#restless = true;
    if (!this.#watching) void this.#watch(stored);
  }

  /** The doc holds something that no room has confirmed. */
  markUnsaved(): void {
    if (this.#marked) return;
    this.#marked = true;
    this.#write(() => this.#database.unsaved.put(this.#mark, new Date().toISOString()));
  }

  /** The room has confirmed all that the doc holds. */
  markSaved(): void {
    if (!this.#marked && this.#found.size === 0) return;
    this.#marked = false;
    const found = new Map(this.#found);
    this.#found.clear();
    this.#write(async () => {
      await this.#database.unsaved.remove(this.#mark);
      const now = await this.#database.unsaved.rows(marksOf(this.place));
      for (const [mark, since] of found) if (now.get(mark) === since) await this.#database.unsaved.remove(mark);
    });
  }

  /** Closes it, with all that was written in it, and gives up the hold on its database. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#persistence.destroy();
    this.#release();
  }

  async #watch(stored: () => void): Promise<void> {
    this.#watching = true;
    while (this.#restless) {
      this.#restless = false;
      // It fails once the copy is closed, and then nobody asks any more.
      await settled(this.#persistence.db).catch(() => {});
    }
    this.#watching = false;
    stored();
  }

  #write(write: () => Promise<void>): void {
    // A mark that cannot be written costs an unneeded or a missed offer later, never the words themselves.
    this.#writing = this.#writing.then(write).catch(() => {});
  }
}

/**
 * Resolves when the updates written so far are stored. y-indexeddb tells nobody, but IndexedDB runs transactions on one
 * store in their order, so the end of a later one tells the end of all before it.
 */
function settled(db: IDBDatabase | null): Promise<void> {
  return new Promise((resolve) => {
    if (!db) return resolve();
    const look = db.transaction("updates", "readonly");
    look.oncomplete = () => resolve();
    look.onabort = () => resolve();
    look.objectStore("updates").getKey(0);
  });
}
