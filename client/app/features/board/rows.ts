import {
  PRIORITIES,
  type Task,
  type TaskSet,
  type View,
} from "../../../../durable-objects/workspace/board/protocol.ts";
import { keepingSame, type Lanes } from "./lanes.ts";

/** By what a board's cards stand in rows, across its columns. */
export type Group = View["groupBy"];

/** One row of a board: a part of each column's cards. */
export interface Row {
  /** What these tasks have in common: a user, a priority, or {@link NOBODY}; {@link WHOLE} without groups. */
  id: string;
  lanes: Lanes;
}

/** A board as it is laid out, from above. */
export type Grid = readonly Row[];

/** The only row of a board that has no groups. */
export const WHOLE = "";
/** The row of the tasks that nobody is assigned to. */
export const NOBODY = "nobody";

interface RowSight {
  /** In what order people stand: their names. */
  nameOf: (user: string) => string;
  /** Always has a row, to be given something. */
  me: string;
}

/**
 * Parts lanes into rows. A task of two assignees stands in the rows of both. Rows and lanes that are as they were in
 * `before` are the same objects again.
 */
export function rowsOf(lanes: Lanes, group: Group, sight: RowSight, before: Grid | null): Grid {
  const ids = rowIds(lanes, group, sight);
  const rows = ids.map((id): Row => {
    const former = before?.find((row) => row.id === id);
    const parts = [...lanes].map(([columnId, lane]): [string, readonly Task[]] => {
      const part = id === WHOLE ? lane : lane.filter((task) => isIn(task, group, id));
      return [columnId, keepingSame(part, former?.lanes.get(columnId))];
    });
    const same = former && sameEntries(former.lanes, parts);
    return same ? former : { id, lanes: new Map(parts) };
  });
  const same = before?.length === rows.length && rows.every((row, at) => row === before[at]);
  return same ? before : rows;
}

/** How many tasks stand in a row. */
export function countIn({ lanes }: Row): number {
  return [...lanes.values()].reduce((sum, lane) => sum + lane.length, 0);
}

/** What is to be set of a task that goes from one row to another; null for nothing. */
export function settingFor(group: Group, from: string, to: string): TaskSet | null {
  if (from === to || group === "none") return null;
  if (group === "priority") {
    const priority = PRIORITIES.find((each) => each === to);
    return priority ? { priority } : null;
  }
  if (to === NOBODY) return { assignees: [] };
  return { addAssignees: [to], ...(from === NOBODY ? {} : { removeAssignees: [from] }) };
}

function rowIds(lanes: Lanes, group: Group, { nameOf, me }: RowSight): readonly string[] {
  if (group === "none") return [WHOLE];
  if (group === "priority") return PRIORITIES;
  const users = new Set([me]);
  for (const lane of lanes.values()) for (const { assignees } of lane) for (const user of assignees) users.add(user);
  return [...[...users].toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)) || (a < b ? -1 : 1)), NOBODY];
}

function isIn(task: Task, group: Group, id: string): boolean {
  if (group === "priority") return task.priority === id;
  return id === NOBODY ? task.assignees.length === 0 : task.assignees.includes(id);
}

function sameEntries(lanes: Lanes, entries: readonly [string, readonly Task[]][]): boolean {
  const ids = [...lanes.keys()];
  return ids.length === entries.length && entries.every(([id, lane], at) => id === ids[at] && lane === lanes.get(id));
}
