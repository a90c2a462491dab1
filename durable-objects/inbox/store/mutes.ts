import type { Mute } from "../protocol.ts";

/** What the user wants to hear nothing more of, by the key of the thing. */
export class MuteStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  has(thing: string): boolean {
    return this.#sql.exec("SELECT 1 FROM mutes WHERE thing = ?", thing).toArray().length > 0;
  }

  all(): Mute[] {
    return this.#sql.exec<Mute & Record<string, string | number>>("SELECT thing, since FROM mutes").toArray();
  }

  /** The keys of what is muted in a workspace. */
  of(workspace: string): string[] {
    return this.#sql
      .exec<{ thing: string }>("SELECT thing FROM mutes WHERE workspace = ?", workspace)
      .toArray()
      .map(({ thing }) => thing);
  }

  count(): number {
    return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM mutes").one().count;
  }

  put({ thing, since }: Mute, workspace: string | null): void {
    this.#sql.exec("INSERT OR REPLACE INTO mutes (thing, workspace, since) VALUES (?, ?, ?)", thing, workspace, since);
  }

  remove(thing: string): void {
    this.#sql.exec("DELETE FROM mutes WHERE thing = ?", thing);
  }
}
