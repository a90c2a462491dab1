import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type { Stores } from "../../store/stores.ts";
import { MAX_ORDER_LENGTH } from "../limits.ts";
import type { Place } from "../scalars.ts";
import type { BoardWriting } from "../writing.ts";
import type { Placed } from "./place-store.ts";
import type { Task } from "./protocol.ts";

/** How many tasks on one side are first looked at for new keys; twice as many each time that is not enough. */
const FIRST_REACH = 8;
/** New keys are so short that many tasks can be put between two of them before they too have grown too long. */
const SETTLED_LENGTH = MAX_ORDER_LENGTH / 2;

/** The column that something has its order in. */
type Home = Pick<Task, "projectId" | "columnId">;

/**
 * The order key that puts a task that is not in this column where `place` says, between the neighbours that are there at
 * this moment. A neighbour that is not there any more is as good as none: the task comes last. Where a key would be too
 * long, the tasks around it are given new ones.
 */
export function orderFor(writing: BoardWriting, home: Home, place: Place): string {
  const near = new Nearby(writing.stores, home.columnId, null);
  return orderIn(writing, home, near, near.gapAt(place));
}

/** As {@link orderFor}, for a task that is in this column already; null when it is at this place already. */
export function orderWithin(writing: BoardWriting, task: Task, place: Place): string | null {
  if (place.before === task.id || place.after === task.id) return null;
  const near = new Nearby(writing.stores, task.columnId, task.id);
  const gap = near.gapAt(place);
  const isThere = (gap.low === null || gap.low < task.order) && (gap.high === null || task.order < gap.high);
  return isThere ? null : orderIn(writing, task, near, gap);
}

/** The order keys that put `count` tasks behind all that are in a column, one behind the other. */
export function ordersAtEnd(stores: Pick<Stores, "places" | "tasks">, column: string, count: number): string[] {
  return generateNKeysBetween(new Nearby(stores, column, null).gapAt({}).low, null, count);
}

/** The keys on both sides of a place; null where there is nothing on that side. */
interface Gap {
  low: string | null;
  high: string | null;
}

/** The tasks of a column, without the one that is to be put there. */
class Nearby {
  readonly #stores: Pick<Stores, "places" | "tasks">;
  readonly #column: string;
  readonly #self: string | null;

  constructor(stores: Pick<Stores, "places" | "tasks">, column: string, self: string | null) {
    this.#stores = stores;
    this.#column = column;
    this.#self = self;
  }

  /** Up to `count` on one side of a key (null: of all there is), nearest first. */
  of(key: string | null, side: "before" | "behind", count: number): Placed[] {
    return this.#stores.places
      .ordersNear(this.#column, key, side, count + 1)
      .filter(({ id }) => id !== this.#self)
      .slice(0, count);
  }

  gapAt({ before, after }: Place): Gap {
    const high = this.#orderOf(before);
    if (high !== undefined) return { low: this.#nextTo(high, "before"), high };
    const low = this.#orderOf(after);
    if (low !== undefined) return { low, high: this.#nextTo(low, "behind") };
    return { low: this.#nextTo(null, "before"), high: null };
  }

  #nextTo(key: string | null, side: "before" | "behind"): string | null {
    return this.of(key, side, 1)[0]?.order ?? null;
  }

  /** The order key of a task that is in the column now. */
  #orderOf(id: string | undefined): string | undefined {
    const task = id === undefined ? undefined : this.#stores.tasks.find(id)?.task;
    return task?.columnId === this.#column && task.archivedAt === null ? task.order : undefined;
  }
}

function orderIn(writing: BoardWriting, { projectId }: Home, near: Nearby, gap: Gap): string {
  const order = generateKeyBetween(gap.low, gap.high);
  return order.length <= MAX_ORDER_LENGTH ? order : makeRoom(writing, projectId, near, gap);
}

/** Tasks on one side of a gap that get new keys, nearest first, and the key behind them that stays. */
interface Reach {
  tasks: Placed[];
  bound: string | null;
}

/** Gives the tasks around a gap new, short keys, and answers the one that is now free in the gap. */
function makeRoom(writing: BoardWriting, project: string, near: Nearby, gap: Gap): string {
  let low: Reach = { tasks: [], bound: gap.low };
  let high: Reach = { tasks: [], bound: gap.high };
  for (;;) {
    const keys = generateNKeysBetween(low.bound, high.bound, low.tasks.length + 1 + high.tasks.length);
    const free = keys[low.tasks.length];
    const isWholeColumn = low.bound === null && high.bound === null;
    if (free !== undefined && (isWholeColumn || keys.every((key) => key.length <= SETTLED_LENGTH))) {
      const around = [...low.tasks.toReversed(), null, ...high.tasks];
      const orders = around.flatMap((task, index): [string, string][] => {
        const key = keys[index];
        return task === null || key === undefined || key === task.order ? [] : [[task.id, key]];
      });
      writing.reorder(project, new Map(orders));
      return free;
    }
    // The longer of the two keys that stay is what makes those between them long.
    if (lengthOf(low) >= lengthOf(high)) low = further(low, (count) => near.of(gap.high, "before", count));
    else high = further(high, (count) => near.of(gap.low, "behind", count));
  }
}

function lengthOf({ bound }: Reach): number {
  return bound?.length ?? 0;
}

function further(reach: Reach, look: (count: number) => Placed[]): Reach {
  const count = Math.max(FIRST_REACH, reach.tasks.length * 2);
  const tasks = look(count + 1);
  return { tasks: tasks.slice(0, count), bound: tasks[count]?.order ?? null };
}
