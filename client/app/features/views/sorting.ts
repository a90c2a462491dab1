import {
  type Column,
  PRIORITIES,
  type Priority,
  type Task,
} from "../../../../durable-objects/workspace/board/protocol.ts";
import { byOrder } from "../../../sdk/board/order.ts";
import type { Look } from "./search.ts";

export type Sort = Look["sort"];
type Compare = (a: Task, b: Task) => number;

const RANKS = new Map<Priority, number>(PRIORITIES.map((priority, rank) => [priority, rank]));
const rankOf = ({ priority }: Task) => RANKS.get(priority) ?? PRIORITIES.length;

const titles = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** What comes first: the urgent, the soonest due, the newest, or by the alphabet. Each sort has one direction. */
const COMPARES: Record<Sort, Compare> = {
  order: byOrder,
  priority: (a, b) => rankOf(a) - rankOf(b),
  dueDate: (a, b) => compareDays(a.dueDate, b.dueDate),
  updatedAt: (a, b) => b.updatedAt - a.updatedAt,
  createdAt: (a, b) => b.createdAt - a.createdAt || b.number - a.number,
  title: (a, b) => titles.compare(a.title, b.title),
};

/** Whether the first of a sort has the least of what it sorts by, as a table says it of its column. */
export const SORT_DIRECTIONS: Record<Sort, "ascending" | "descending"> = {
  order: "ascending",
  priority: "descending",
  dueDate: "ascending",
  updatedAt: "descending",
  createdAt: "descending",
  title: "ascending",
};

/** Which of two tasks of one column comes first; null for the order that they are kept in. */
export function compareBy(sort: Sort): Compare | null {
  return sort === "order" ? null : (a, b) => COMPARES[sort](a, b) || byOrder(a, b);
}

/** Tasks of many columns as a sort has them: what it leaves open is decided by the columns, from left to right. */
export function sorted(tasks: readonly Task[], sort: Sort, columns: ReadonlyMap<string, Column>): Task[] {
  const places = new Map([...columns.keys()].map((id, place) => [id, place]));
  const placeOf = ({ columnId }: Task) => places.get(columnId) ?? places.size;
  const inBoard = (a: Task, b: Task) => placeOf(a) - placeOf(b) || byOrder(a, b);
  if (sort === "order") return tasks.toSorted(inBoard);
  return tasks.toSorted((a, b) => COMPARES[sort](a, b) || inBoard(a, b));
}

/** What is due never comes last. */
function compareDays(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
}
