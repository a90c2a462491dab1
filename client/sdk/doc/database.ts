import * as idb from "lib0/indexeddb";
import { z } from "zod";
import { Table } from "../storage/table.ts";

/** Where the offline copy of a doc is: the database that y-indexeddb keeps it in. */
const Place = z.object({ generation: z.string(), database: z.string(), life: z.number().int().nonnegative() });
export type Place = z.infer<typeof Place>;

/** Something written here that the room would not take, kept for its writer. */
export const SetAside = z.object({
  id: z.string(),
  docId: z.string(),
  generation: z.string(),
  /** ms since 1970 */
  at: z.number(),
  /** Why: a refusal's code, `erased` when the doc's content was, or a word for how access ended. */
  code: z.string(),
  message: z.string(),
  /** The whole doc as it was here, as a Yjs update. */
  update: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
export type SetAside = z.infer<typeof SetAside>;

/** What this browser knows of one user's offline copies. */
export class CopyDatabase {
  readonly #db: IDBDatabase;
  /** Where each doc's copy is, by docId. */
  readonly places: Table<Place>;
  /** Which tabs hold in which database what no room has confirmed, and since when. */
  readonly unsaved: Table<string>;
  readonly aside: Table<SetAside>;
  /** Databases that wait to be deleted. */
  readonly retired: Table<string>;

  private constructor(db: IDBDatabase) {
    this.#db = db;
    this.places = new Table(db, "places", Place);
    this.unsaved = new Table(db, "unsaved", z.string());
    this.aside = new Table(db, "aside", SetAside);
    this.retired = new Table(db, "retired", z.string());
  }

  /** @throws Error when the browser keeps nothing (private windows, a full disk, or no IndexedDB at all). */
  static async open(owner: string): Promise<CopyDatabase> {
    const stores = [["places"], ["unsaved"], ["aside"], ["retired"]];
    return new CopyDatabase(await idb.openDB(`ensemble:${owner}`, (fresh) => idb.createStores(fresh, stores)));
  }

  close(): void {
    this.#db.close();
  }
}
