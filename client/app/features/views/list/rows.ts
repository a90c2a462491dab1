import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import type { TaskGroup } from "../groups.ts";

/** A line of the list. */
export type ListRow =
  | { kind: "group"; id: string; group: TaskGroup; open: boolean }
  | { kind: "task"; id: string; group: TaskGroup; task: Task }
  | { kind: "add"; id: string; group: TaskGroup };

interface RowsOf {
  /** Ids of groups that are folded up. */
  closed: ReadonlySet<string>;
  /** Whether a line to write a new task ends each group. */
  adding: "offered" | "not offered";
  /** What becomes of groups without tasks. */
  empty: "shown" | "left out";
}

/** The lines of the list from above; of a group that is folded up only its head. */
export function rowsOf(groups: readonly TaskGroup[], { closed, adding, empty }: RowsOf): ListRow[] {
  const rows: ListRow[] = [];
  for (const group of groups) {
    if (group.tasks.length === 0 && empty === "left out") continue;
    const open = !closed.has(group.id);
    rows.push({ kind: "group", id: group.id, group, open });
    if (!open) continue;
    for (const task of group.tasks) {
      // A task of two people is in two groups.
      rows.push({ kind: "task", id: `${group.id} ${task.id}`, group, task });
    }
    if (adding === "offered") rows.push({ kind: "add", id: `${group.id} +`, group });
  }
  return rows;
}

/** The tasks of the lines, each once, in the order they are seen. */
export function tasksOfRows(rows: readonly ListRow[]): string[] {
  return [...new Set(rows.flatMap((row) => (row.kind === "task" ? [row.task.id] : [])))];
}
