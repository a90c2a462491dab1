import type { Column, Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { compareBy, type Sort } from "../views/sorting.ts";

/** The tasks shown in each column, in their order. Every column has a lane. */
export type Lanes = ReadonlyMap<string, readonly Task[]>;

/** Which tasks of a column are shown (null for all), and by what they stand one below another. */
interface Sieve {
  shown: ((task: Task) => boolean) | null;
  sort: Sort;
}

/**
 * The lanes of `columns`: the tasks of each, as far as they are shown. A lane that is as it was in `before` is the same
 * array again, so that its column need not be drawn anew.
 */
export function lanesOf(
  columns: readonly Column[],
  tasksOf: (column: string) => readonly Task[],
  { shown, sort }: Sieve,
  before: Lanes | null,
): Lanes {
  const compare = compareBy(sort);
  return new Map(
    columns.map(({ id }) => {
      const some = shown ? tasksOf(id).filter(shown) : tasksOf(id);
      return [id, keepingSame(compare ? some.toSorted(compare) : some, before?.get(id))];
    }),
  );
}

/** `former` itself, when it has the same tasks. */
export function keepingSame(now: readonly Task[], former: readonly Task[] | undefined): readonly Task[] {
  const same = former?.length === now.length && now.every((task, at) => task === former[at]);
  return same ? former : now;
}
