/** How things on the boards are now, as D1 keeps them. Reads only. */
import type { BoardState, ColumnRow, ProjectRow, TaskRow } from "../../../../worker/data/board-projection.ts";
import type { Stores } from "../../store/stores.ts";
import type { Column, Project, Task } from "../protocol.ts";
import type { Touched } from "./effects.ts";

/** All that was touched, as it is right after the event at position `revision`, the newest there is. */
export function stateOf(workspace: string, stores: Stores, revision: number, touched: readonly Touched[]): BoardState {
  const projects = new Set(touched.flatMap(({ itself, project }) => (itself ? [project] : [])));
  // By the project each was last told of in: there it was when it went.
  const columns = new Map(touched.flatMap(({ project, columns }) => columns.map((id) => [id, project] as const)));
  const tasks = new Map(touched.flatMap(({ project, tasks }) => tasks.map((id) => [id, project] as const)));
  const state = {
    projects: [] as ProjectRow[],
    columns: [] as ColumnRow[],
    tasks: [] as TaskRow[],
    gone: {
      projects: [] as string[],
      columns: [] as BoardState["gone"]["columns"][number][],
      tasks: [] as BoardState["gone"]["tasks"][number][],
    },
  };
  for (const id of projects) {
    const row = stores.projects.find(id);
    if (row) state.projects.push(projectProjected(row.project));
    else state.gone.projects.push(id);
  }
  for (const [id, project] of columns) {
    const row = stores.parts.find("column", id);
    if (row) state.columns.push(columnProjected(row.project, row.part));
    else state.gone.columns.push({ id, project });
  }
  for (const [id, project] of tasks) {
    const row = stores.tasks.find(id);
    if (row) state.tasks.push(taskProjected(row.task));
    else state.gone.tasks.push({ id, project });
  }
  return { workspace, revision, at: Date.now(), ...state };
}

export function projectProjected({ order: sortKey, ...project }: Project): ProjectRow {
  const { id, key, name, colour, archivedAt, createdAt, createdBy } = project;
  return { id, key, name, colour, sortKey, archivedAt, createdAt, createdBy };
}

export function columnProjected(project: string, { order: sortKey, ...column }: Column): ColumnRow {
  const { id, name, kind, colour, wipLimit, hidden, archivedAt, createdAt } = column;
  return { id, project, name, kind, colour, wipLimit, hidden, sortKey, archivedAt, createdAt };
}

export function taskProjected({
  projectId: project,
  order: sortKey,
  parentId: parent,
  docId: doc,
  ...task
}: Task): TaskRow {
  const { id, number, columnId, title, priority, startDate, dueDate, estimate, assignees } = task;
  const { archivedAt, createdAt, createdBy, updatedAt } = task;
  return {
    ...{
      id,
      project,
      number,
      columnId,
      sortKey,
      title,
      priority,
      startDate,
      dueDate,
      estimate,
      parent,
      doc,
      assignees,
    },
    ...{ archivedAt, createdAt, createdBy, updatedAt },
  };
}
