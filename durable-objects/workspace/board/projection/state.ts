/** How things on the boards are now, as D1 keeps them. Reads only. */
import type {
  BoardState,
  ColumnRow,
  ProjectRow,
  RebuiltBoards,
  TaskRow,
} from "../../../../worker/data/board-projection.ts";
import type { BoardRebuild } from "../../owed.ts";
import type { Stores } from "../../store/stores.ts";
import type { Column, Project, Task } from "../protocol.ts";
import type { Touched } from "./effects.ts";

/** Of what is so right after the event at position `revision`, the newest there is. */
type Now = Pick<BoardState, "workspace" | "revision" | "at">;

/** All that was touched, as it is now, or that it is gone. */
export function stateOf(stores: Stores, now: Now, touched: readonly Touched[]): BoardState {
  const projects = touched.flatMap(({ itself, project }) => (itself ? [project] : []));
  // By the project each was last told of in: there it was when it went.
  const columns = touched.flatMap(({ project, columns }) => columns.map((id) => [id, project] as const));
  const tasks = touched.flatMap(({ project, tasks }) => tasks.map((id) => [id, project] as const));
  const found = {
    projects: [...new Set(projects)].map((id) => ({ id, row: projectRow(stores, id) })),
    columns: [...new Map(columns)].map(([id, project]) => ({ id, project, row: columnRow(stores, id) })),
    tasks: [...new Map(tasks)].map(([id, project]) => ({ id, project, row: taskRow(stores, id) })),
  };
  return {
    ...now,
    projects: found.projects.flatMap(({ row }) => row ?? []),
    columns: found.columns.flatMap(({ row }) => row ?? []),
    tasks: found.tasks.flatMap(({ row }) => row ?? []),
    gone: {
      projects: found.projects.flatMap(({ id, row }) => (row ? [] : id)),
      columns: found.columns.flatMap(({ id, project, row }) => (row ? [] : { id, project })),
      tasks: found.tasks.flatMap(({ id, project, row }) => (row ? [] : { id, project })),
    },
  };
}

/** All that D1 should have in one piece of a rebuild, as it is now. */
export function boardsIn(stores: Stores, now: Now, { table, after, upTo }: BoardRebuild): RebuiltBoards {
  const range = { after, upTo };
  const ids = stores.projected.within(table, range);
  switch (table) {
    case "projects":
      return { ...now, range, table, rows: ids.flatMap((id) => projectRow(stores, id) ?? []) };
    case "columns":
      return { ...now, range, table, rows: ids.flatMap((id) => columnRow(stores, id) ?? []) };
    case "tasks":
      return { ...now, range, table, rows: ids.flatMap((id) => taskRow(stores, id) ?? []) };
  }
}

function projectRow(stores: Stores, id: string): ProjectRow | undefined {
  const row = stores.projects.find(id);
  return row && projectProjected(row.project);
}

function columnRow(stores: Stores, id: string): ColumnRow | undefined {
  const row = stores.parts.find("column", id);
  return row && columnProjected(row.project, row.part);
}

function taskRow(stores: Stores, id: string): TaskRow | undefined {
  const row = stores.tasks.find(id);
  return row && taskProjected(row.task);
}

function projectProjected({ id, key, name, colour, order, archivedAt, createdAt, createdBy }: Project): ProjectRow {
  return { id, key, name, colour, sortKey: order, archivedAt, createdAt, createdBy };
}

function columnProjected(project: string, { order, ...column }: Column): ColumnRow {
  const { id, name, kind, colour, wipLimit, hidden, archivedAt, createdAt } = column;
  return { id, project, name, kind, colour, wipLimit, hidden, sortKey: order, archivedAt, createdAt };
}

function taskProjected({ projectId, order, parentId, docId, ...task }: Task): TaskRow {
  const { id, number, columnId, title, priority, startDate, dueDate, estimate, assignees } = task;
  const { archivedAt, createdAt, createdBy, updatedAt } = task;
  return {
    ...{ id, project: projectId, number, columnId, sortKey: order, title, priority, startDate, dueDate, estimate },
    ...{ parent: parentId, doc: docId, assignees, archivedAt, createdAt, createdBy, updatedAt },
  };
}
