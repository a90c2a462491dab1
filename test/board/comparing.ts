/** Boards in one shape, whether of the model or of what the room tells, so that they can be compared. */
import type { Project, Task } from "../../durable-objects/workspace/board/protocol.ts";
import type { ModelProject, ModelState, ModelTask } from "./model/state.ts";
import type { Replica } from "./replica.ts";

/** All of a board that the model knows about. */
export interface Shape {
  archived: boolean;
  /** In their order. */
  columns: unknown[];
  labels: unknown;
  fields: unknown;
  rules: unknown;
  tasks: unknown;
}

/** A board as the model has it. */
export function shapeInModel(state: ModelState, project: string): Shape {
  const board = state.projects[project];
  if (!board) throw new Error("the model has no such project");
  const tasks = Object.values(state.tasks).filter((task) => task.project === project);
  return {
    archived: board.archived,
    columns: board.columns,
    labels: byId(board.labels),
    fields: byId(board.fields),
    rules: byId(board.rules.map(({ id, enabled }) => ({ id, enabled }))),
    tasks: byId(
      tasks.map(({ revisions, archived, relations, ...task }) => ({
        ...task,
        isArchived: archived !== null,
        relations: relations.map(({ type, task: to }) => `${type} ${to}`).sort(),
      })),
    ),
  };
}

/** A board as the room tells it: `board` by its stream, `archived` besides. */
export function shapeTold(board: Replica, archived: readonly Task[]): Shape {
  const lists = board.lists();
  const columns = [...board.columns.values()].sort(inOrder).map(({ id, kind, wipLimit, hidden, archivedAt }) => ({
    id,
    kind,
    wipLimit,
    hidden,
    archived: archivedAt !== null,
    tasks: lists[id] ?? [],
  }));
  return {
    archived: board.project?.archivedAt !== null,
    columns,
    labels: byId(
      [...board.labels.values()].map(({ id, name, archivedAt }) => ({ id, name, archived: archivedAt !== null })),
    ),
    fields: byId(
      [...board.fields.values()].map(({ id, name, options }) => ({
        id,
        name,
        choices: options.map((each) => each.id),
      })),
    ),
    rules: byId([...board.rules.values()].map(({ id, enabled }) => ({ id, enabled }))),
    tasks: byId([...board.tasks.values(), ...archived].map(taskTold)),
  };
}

/** What the model begins with: boards as they were made, without any task. */
export function modelOf(boards: readonly Replica[]): ModelState {
  const projects = boards.flatMap(({ project, columns }) =>
    project ? [projectOf(project, [...columns.values()].sort(inOrder))] : [],
  );
  return { projects: Object.fromEntries(projects.map((project) => [project.id, project])), tasks: {} };
}

function projectOf({ id, key }: Project, columns: { id: string; kind: string; hidden: boolean }[]): ModelProject {
  return {
    id,
    key,
    lastNumber: 0,
    archived: false,
    columns: columns.map((column) => ({
      id: column.id,
      kind: column.kind,
      hidden: column.hidden,
      wipLimit: null,
      archived: false,
      tasks: [],
    })),
    labels: [],
    fields: [],
    rules: [],
  };
}

function taskTold(
  task: Task,
): Omit<ModelTask, "revisions" | "archived" | "relations"> & { isArchived: boolean; relations: string[] } {
  return {
    id: task.id,
    project: task.projectId,
    number: task.number,
    column: task.columnId,
    title: task.title,
    priority: task.priority,
    dueDate: task.dueDate,
    labels: task.labels,
    assignees: task.assignees,
    followers: task.followers,
    parent: task.parentId,
    fields: Object.fromEntries(Object.entries(task.fields).map(([id, value]) => [id, String(value)])),
    isArchived: task.archivedAt !== null,
    relations: task.relations.map(({ type, taskId }) => `${type} ${taskId}`).sort(),
  };
}

function byId<Thing extends { id: string }>(things: readonly Thing[]): Record<string, Thing> {
  return Object.fromEntries(things.map((thing) => [thing.id, thing]));
}

function inOrder(a: { order: string }, b: { order: string }): number {
  return a.order < b.order ? -1 : 1;
}
