import type { BoardAction, View } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { settingFor } from "../../board/rows.ts";
import type { TaskGroup } from "../groups.ts";

/** Where something is let go of in the list: beside a task of a group, or on the group's head. */
interface DropTarget {
  group: TaskGroup;
  beside: { task: string; edge: "top" | "bottom" } | null;
}

/** What is in the hand, in the order in which it is put down, and the group that it was taken from. */
interface InHand {
  tasks: readonly string[];
  from: string;
}

/** How the list is laid out, as far as it matters to what is put down. */
export interface DropLayout {
  groupBy: View["groupBy"];
  /** The order is told by something else than hands, so that a place among others means nothing. */
  sorted: boolean;
}

/** What putting tasks down in the list asks of the room, as one act; null when all stays as it is. */
export function dropOf(hand: InHand, target: DropTarget, { groupBy, sorted }: DropLayout): BoardAction | null {
  const { tasks, from } = hand;
  const { group } = target;
  const [only] = tasks;
  if (group.of.by !== "column") {
    const set = settingFor(groupBy, from, group.id);
    if (!set || only === undefined) return null;
    if (tasks.length === 1) return { type: "task.update", task: only, set };
    return { type: "task.bulk", changes: tasks.map((task) => ({ task, set })) };
  }
  const columnId = group.of.column.id;
  if (sorted) {
    const gone = tasks.filter((task) => !group.tasks.some(({ id }) => id === task));
    return moving(gone, columnId, () => ({}));
  }
  const order = group.tasks.map(({ id }) => id);
  const staying = order.filter((id) => !tasks.includes(id));
  const at = placeAmong(order, staying, target);
  const after = [...staying.slice(0, at), ...tasks, ...staying.slice(at)];
  if (after.length === order.length && after.every((id, index) => id === order[index])) return null;
  const next = staying[at];
  if (next !== undefined) return moving(tasks, columnId, () => ({ before: next }));
  // The last that is shown need not be the last there is.
  return moving(tasks, columnId, (index) => {
    const previous = index === 0 ? staying.at(-1) : tasks[index - 1];
    return previous === undefined ? {} : { after: previous };
  });
}

/** What takes a task one step up or down in its group; null at either end, and where there is no order by hand. */
export function stepOf(task: string, group: TaskGroup, way: "up" | "down", layout: DropLayout): BoardAction | null {
  if (group.of.by !== "column" || layout.sorted) return null;
  const neighbour = group.tasks[group.tasks.findIndex(({ id }) => id === task) + (way === "up" ? -1 : 1)];
  if (!neighbour) return null;
  const beside = { task: neighbour.id, edge: way === "up" ? ("top" as const) : ("bottom" as const) };
  return dropOf({ tasks: [task], from: group.id }, { group, beside }, layout);
}

/** How many of those that stay stand before the target. */
function placeAmong(order: readonly string[], staying: readonly string[], { beside }: DropTarget): number {
  if (!beside) return 0;
  const at = order.indexOf(beside.task) + (beside.edge === "bottom" ? 1 : 0);
  const before = new Set(order.slice(0, at));
  return staying.filter((id) => before.has(id)).length;
}

function moving(
  tasks: readonly string[],
  columnId: string,
  placeOf: (index: number) => { before?: string; after?: string },
): BoardAction | null {
  const [only] = tasks;
  if (only === undefined) return null;
  if (tasks.length === 1) return { type: "task.move", task: only, columnId, ...placeOf(0) };
  return { type: "task.bulk", changes: tasks.map((task, index) => ({ task, columnId, ...placeOf(index) })) };
}
