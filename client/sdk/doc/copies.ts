import { clearDocument } from "y-indexeddb";
import type * as Y from "yjs";
import { ifUnheld, onceUnheld } from "../storage/locks.ts";
import { DocCopy, marksOf } from "./copy.ts";
import { CopyDatabase, type Place } from "./database.ts";
import { Shelf } from "./shelf.ts";

/** How long docs that are closing are waited for. */
const PATIENCE_MS = 10_000;

/**
 * One user's offline copies in this browser, each keyed by (docId, generation), and what was set aside from them.
 * Another user of the same browser never sees them: every database is named by its owner (P5).
 */
export class DocCopies {
  readonly #owner: string;
  readonly #database: CopyDatabase;
  /** What was set aside from these copies. */
  readonly shelf: Shelf;

  private constructor(owner: string, database: CopyDatabase, shelf: Shelf) {
    this.#owner = owner;
    this.#database = database;
    this.shelf = shelf;
  }

  /**
   * Opens the copies of `owner` (a user's id). Null when this browser keeps nothing: docs then live in memory only, and
   * say so.
   */
  static async open(owner: string): Promise<DocCopies | null> {
    try {
      const database = await CopyDatabase.open(owner);
      const copies = new DocCopies(owner, database, await Shelf.open(database.aside));
      await copies.#cleanUp();
      return copies;
    } catch {
      return null;
    }
  }

  /** Where the copy of a doc is, or null for none. @throws Error when it cannot be read */
  find(docId: string): Promise<Place | null> {
    return this.#database.places.get(docId);
  }

  /** Opens the copy at `place` into `doc`. @throws Error when it cannot be read */
  load(place: Place, doc: Y.Doc): Promise<DocCopy> {
    return DocCopy.open(this.#database, place, doc);
  }

  /** Begins to keep `doc` as the copy of `docId` at `generation`. @throws Error when it cannot be written */
  async keep(docId: string, generation: string, doc: Y.Doc): Promise<DocCopy> {
    const former = await this.find(docId);
    const place = former?.generation === generation ? former : this.#place(docId, generation, 0);
    await this.#database.places.put(docId, place);
    return this.load(place, doc);
  }

  /**
   * Gives up the copy of `docId` at `place`, whose content is void or may not be held any more. The next one at the same
   * generation begins empty, in a database of its own, since another tab may still hold this one.
   */
  async drop(docId: string, place: Place, next: "empty" | "none"): Promise<void> {
    await this.#retire(docId, place, next);
    await this.#cleanUp();
  }

  /** True while something here has not reached its room: unsaved in a copy, or set aside. */
  async holdsUnsaved(): Promise<boolean> {
    return this.shelf.entries.value.length > 0 || (await this.#database.unsaved.rows()).size > 0;
  }

  /** The docs whose copies hold what no room has confirmed. */
  async unsavedDocs(): Promise<string[]> {
    const marks = [...(await this.#database.unsaved.rows()).keys()];
    const places = [...(await this.#database.places.rows())];
    return places.filter(([, place]) => marks.some((mark) => mark.startsWith(marksOf(place)))).map(([docId]) => docId);
  }

  /**
   * Forgets everything, at sign-out. Docs that are still closing are waited for; a database that another tab goes on
   * holding is deleted when these copies are next opened.
   */
  async forgetAll(): Promise<void> {
    for (const [docId, place] of await this.#database.places.rows()) await this.#retire(docId, place, "none");
    for (const entry of this.shelf.entries.value) await this.shelf.discard(entry.id);
    const retired = [...(await this.#database.retired.rows()).keys()];
    await Promise.all(retired.map((name) => onceUnheld(name, PATIENCE_MS, () => this.#erase(name))));
  }

  close(): void {
    this.#database.close();
  }

  #place(docId: string, generation: string, life: number): Place {
    return { generation, life, database: `ensemble:${this.#owner}:${docId}:${generation}:${life}` };
  }

  async #retire(docId: string, place: Place, next: "empty" | "none"): Promise<void> {
    const present = await this.find(docId);
    if (present?.database === place.database) {
      if (next === "none") await this.#database.places.remove(docId);
      else await this.#database.places.put(docId, this.#place(docId, place.generation, place.life + 1));
    }
    for (const mark of (await this.#database.unsaved.rows(marksOf(place))).keys()) {
      await this.#database.unsaved.remove(mark);
    }
    await this.#database.retired.put(place.database, place.database);
  }

  async #cleanUp(): Promise<void> {
    for (const name of (await this.#database.retired.rows()).keys()) await ifUnheld(name, () => this.#erase(name));
  }

  async #erase(name: string): Promise<void> {
    await clearDocument(name);
    await this.#database.retired.remove(name);
  }
}
