import { Cell, type Observed } from "../observed.ts";
import type { Table } from "../storage/table.ts";
import type { SetAside } from "./database.ts";

/** What rooms would not take and its writer has neither put back nor discarded: in the browser where it can be kept. */
export class Shelf {
  readonly #table: Table<SetAside> | null;
  readonly #entries: Cell<readonly SetAside[]>;

  private constructor(table: Table<SetAside> | null, entries: readonly SetAside[]) {
    this.#table = table;
    this.#entries = new Cell(entries);
  }

  /** A shelf that lasts as long as this page. */
  static inMemory(): Shelf {
    return new Shelf(null, []);
  }

  /** The shelf kept in `table`. @throws Error when it cannot be read */
  static async open(table: Table<SetAside>): Promise<Shelf> {
    const entries = [...(await table.rows()).values()];
    return new Shelf(
      table,
      entries.toSorted((a, b) => a.at - b.at),
    );
  }

  /** Oldest first. */
  get entries(): Observed<readonly SetAside[]> {
    return this.#entries;
  }

  /** Adds an entry; it is there at once, and written as soon as the browser can. */
  async add(entry: SetAside): Promise<void> {
    this.#entries.set([...this.#entries.value, entry]);
    await this.#table?.put(entry.id, entry);
  }

  /** Takes an entry away for good. */
  async discard(id: string): Promise<void> {
    this.#entries.set(this.#entries.value.filter((entry) => entry.id !== id));
    await this.#table?.remove(id);
  }
}
