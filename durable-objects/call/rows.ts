import type { z } from "zod";

/** The tables whose rows are a key and JSON. */
export type Table = "call" | "course" | "seats" | "people" | "knocks" | "rings";

/**
 * One of the call's small tables, kept in mind whole once it is read, in the order of its keys. Whoever undoes a
 * transaction says {@link forget}: what was put may have been undone.
 */
export class Rows<Row> {
  readonly #sql: SqlStorage;
  readonly #table: Table;
  readonly #row: z.ZodType<Row>;
  #known: Map<string, Row> | null = null;

  constructor(sql: SqlStorage, table: Table, row: z.ZodType<Row>) {
    this.#sql = sql;
    this.#table = table;
    this.#row = row;
  }

  find(id: string): Row | undefined {
    return this.#rows().get(id);
  }

  all(): Row[] {
    return [...this.#rows().values()];
  }

  entries(): [string, Row][] {
    return [...this.#rows().entries()];
  }

  get size(): number {
    return this.#rows().size;
  }

  /** Writes one, new or changed. New keys must sort behind those there are, or their order not matter. */
  put(id: string, row: Row): void {
    this.#sql.exec(
      `INSERT INTO ${this.#table} (id, data) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET data = excluded.data`,
      id,
      JSON.stringify(row),
    );
    this.#rows().set(id, row);
  }

  remove(id: string): void {
    if (!this.#rows().delete(id)) return;
    this.#sql.exec(`DELETE FROM ${this.#table} WHERE id = ?`, id);
  }

  /** Reads all anew when they are next asked for. */
  forget(): void {
    this.#known = null;
  }

  #rows(): Map<string, Row> {
    this.#known ??= new Map(
      this.#sql
        .exec<{ id: string; data: string }>(`SELECT id, data FROM ${this.#table} ORDER BY id`)
        .toArray()
        .map(({ id, data }) => [id, this.#row.parse(JSON.parse(data))]),
    );
    return this.#known;
  }
}
