import * as idb from "lib0/indexeddb";
import type { z } from "zod";

/** One object store. A row that does not parse (an older page wrote it) counts as absent. */
export class Table<Row> {
  readonly #db: IDBDatabase;
  readonly #name: string;
  readonly #schema: z.ZodType<Row>;

  constructor(db: IDBDatabase, name: string, schema: z.ZodType<Row>) {
    this.#db = db;
    this.#name = name;
    this.#schema = schema;
  }

  async get(key: string): Promise<Row | null> {
    const parsed = this.#schema.safeParse(await idb.rtop(this.#store("readonly").get(key)));
    return parsed.success ? parsed.data : null;
  }

  async put(key: string, row: Row): Promise<void> {
    await idb.rtop(this.#store("readwrite").put(row, key));
  }

  /** Writes rows, all of them or none. */
  async putAll(rows: ReadonlyMap<string, Row>): Promise<void> {
    const store = this.#store("readwrite");
    const written = new Promise<void>((resolve, reject) => {
      store.transaction.oncomplete = () => resolve();
      store.transaction.onabort = () => reject(store.transaction.error);
    });
    for (const [key, row] of rows) store.put(row, key);
    // Said now, it is kept even if the page is left before it hears that each row was put.
    store.transaction.commit();
    await written;
  }

  async remove(key: string): Promise<void> {
    await idb.rtop(this.#store("readwrite").delete(key));
  }

  /** The keys that begin with `prefix`; the rows are not read. */
  async keys(prefix = ""): Promise<string[]> {
    const keys: IDBValidKey[] = await idb.rtop(this.#store("readonly").getAllKeys(rangeOf(prefix)));
    return keys.map(String);
  }

  /** The rows whose keys begin with `prefix`, by key. */
  async rows(prefix = ""): Promise<Map<string, Row>> {
    const range = rangeOf(prefix);
    const store = this.#store("readonly");
    const [keys, values]: [IDBValidKey[], unknown[]] = await Promise.all([
      idb.rtop(store.getAllKeys(range)),
      idb.rtop(store.getAll(range)),
    ]);
    const rows = new Map<string, Row>();
    keys.forEach((key, index) => {
      const parsed = this.#schema.safeParse(values[index]);
      if (parsed.success) rows.set(String(key), parsed.data);
    });
    return rows;
  }

  #store(mode: IDBTransactionMode): IDBObjectStore {
    return this.#db.transaction(this.#name, mode).objectStore(this.#name);
  }
}

function rangeOf(prefix: string): IDBKeyRange {
  return IDBKeyRange.bound(prefix, `${prefix}\uffff`);
}
