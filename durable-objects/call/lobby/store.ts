import { z } from "zod";
import { Role } from "../../room/protocol.ts";
import { Rows } from "../rows.ts";

/** What the room keeps of one who was here, or wanted to be, for the call's life. */
export const Known = z.object({
  /** Whether they need not ask to be let in: they were, or were in it. */
  admitted: z.boolean(),
  /** Whether a host removed them since. */
  removed: z.boolean(),
  /** Whether they ever had a seat. */
  visited: z.boolean(),
  /** Whether the host made them one who may run the call too. */
  cohost: z.boolean(),
  /** Whether a host muted them in the seat they had last, and they had not unmuted themselves. */
  muted: z.boolean(),
  /** When they were last not let in. */
  refusedAt: z.number().nullable(),
  /** From which seq on they may resume: what they may see was otherwise before. */
  seenFrom: z.number(),
});
export type Known = z.infer<typeof Known>;

const STRANGER: Known = {
  ...{ admitted: false, removed: false, visited: false, cohost: false, muted: false },
  ...{ refusedAt: null, seenFrom: 0 },
};

/** The people the call has to do with. */
export class PeopleStore {
  readonly #rows: Rows<Known>;

  constructor(sql: SqlStorage) {
    this.#rows = new Rows(sql, "people", Known);
  }

  get(user: string): Known {
    return this.#rows.find(user) ?? STRANGER;
  }

  set(user: string, changes: Partial<Known>): void {
    this.#rows.put(user, { ...this.get(user), ...changes });
  }

  /** Those who were in it, and would have to be let in anew. */
  out(): string[] {
    return this.#rows.entries().flatMap(([user, { visited, admitted }]) => (visited && !admitted ? [user] : []));
  }

  /** How many were ever in it. */
  visitors(): number {
    return this.#rows.all().filter(({ visited }) => visited).length;
  }

  forget(): void {
    this.#rows.forget();
  }
}

/** One who waits in the lobby. */
export const KnockRow = z.object({
  user: z.string(),
  name: z.string(),
  standing: Role,
  at: z.number(),
  /** They have no socket any more, and the knock is kept until then, in ms since 1970; null while they have one. */
  until: z.number().nullable(),
});
export type KnockRow = z.infer<typeof KnockRow>;

/** Those who wait to be let in. */
export class KnockStore {
  readonly #rows: Rows<KnockRow>;

  constructor(sql: SqlStorage) {
    this.#rows = new Rows(sql, "knocks", KnockRow);
  }

  find(user: string): KnockRow | undefined {
    return this.#rows.find(user);
  }

  /** In the order in which they came. */
  all(): KnockRow[] {
    return this.#rows.all().toSorted((one, other) => one.at - other.at);
  }

  get size(): number {
    return this.#rows.size;
  }

  put(knock: KnockRow): void {
    this.#rows.put(knock.user, knock);
  }

  remove(user: string): void {
    this.#rows.remove(user);
  }

  forget(): void {
    this.#rows.forget();
  }
}
