import { z } from "zod";
import { CallSettings } from "../protocol.ts";
import { Rows } from "../rows.ts";

/** How the call goes, which only this room knows. */
export const Course = z.object({
  settings: CallSettings,
  /** Who runs it now; null while nobody is in it. */
  host: z.string().nullable(),
  /** When the first came in, and when it was over. */
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** Since when nobody is in it; null while somebody is. */
  emptySince: z.number().nullable(),
  /** From which seq on those without a seat may resume: what they may see was otherwise before. */
  seenFrom: z.number(),
});
export type Course = z.infer<typeof Course>;

const ONE = "course";

/** The course of the call. */
export class CourseStore {
  readonly #rows: Rows<Course>;

  constructor(sql: SqlStorage) {
    this.#rows = new Rows(sql, "course", Course);
  }

  /** @throws Error before the call was founded, which its callers look at first */
  get(): Course {
    const course = this.#rows.find(ONE);
    if (!course) throw new Error("this call was never founded");
    return course;
  }

  begin(createdAt: number): void {
    this.#rows.put(ONE, {
      settings: { locked: false, lobby: "guests", mayUnmute: true },
      host: null,
      startedAt: null,
      endedAt: null,
      emptySince: createdAt,
      seenFrom: 0,
    });
  }

  set(changes: Partial<Course>): void {
    this.#rows.put(ONE, { ...this.get(), ...changes });
  }

  forget(): void {
    this.#rows.forget();
  }
}
