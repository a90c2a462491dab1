/** A project as it is written out: what frames its tasks, and its tasks a few at a time. */
import type { Stores } from "../../../store/stores.ts";
import type { Column, Field, Label, Project, Rule, Task, View } from "../../protocol.ts";

/** Everything of a project but its tasks, archived parts too. */
export interface ProjectFrame {
  project: Project;
  columns: Column[];
  labels: Label[];
  fields: Field[];
  views: View[];
  rules: Rule[];
  /** The people its reader may know of, by whom tasks are made and to whom they are assigned. */
  people: { user: string; name: string }[];
  /** How many of its tasks have a description. */
  described: number;
}

/** A task, and the keys of the tasks it names, by id, as far as the reader may know of them. */
export interface FramedTask {
  task: Task;
  keys: Record<string, string>;
}

/** Some tasks, and the number to go on behind, or null at the end. */
export interface FramedPage {
  tasks: FramedTask[];
  next: number | null;
}

export const WHICH_TASKS = ["open", "all"] as const;
export type WhichTasks = (typeof WHICH_TASKS)[number];

/** The frame of a project that is there. `mayKnow` says which members its reader may know of. */
export function frameOf(stores: Stores, project: Project, mayKnow: (user: string) => boolean): ProjectFrame {
  const { parts } = stores;
  const people = stores.members.all().filter(({ user }) => mayKnow(user));
  return {
    project,
    columns: parts.of("column", project.id).map(({ part }) => part),
    labels: parts.of("label", project.id).map(({ part }) => part),
    fields: parts.of("field", project.id).map(({ part }) => part),
    views: parts.of("view", project.id).map(({ part }) => part),
    rules: parts.of("rule", project.id).map(({ part }) => part),
    people: people.map(({ user, name }) => ({ user, name })),
    described: stores.rooms.ofProject(project.id).filter(({ kind }) => kind === "doc").length,
  };
}

/**
 * Up to `limit` tasks of a project behind a number, by number.
 * `sees` says of which projects the reader may read.
 */
export function framedTasks(
  stores: Stores,
  { project, behind, limit, which }: { project: string; behind: number; limit: number; which: WhichTasks },
  sees: (project: string) => boolean,
): FramedPage {
  const rows = stores.tasks.behind(project, behind, limit).map(({ task }) => task);
  const known = new Map<string, Task | undefined>(rows.map((task) => [task.id, task]));
  const keyOf = (id: string): [string, string][] => {
    const task = known.has(id) ? known.get(id) : stores.tasks.find(id)?.task;
    known.set(id, task);
    return task && sees(task.projectId) ? [[id, task.key]] : [];
  };
  const tasks = rows
    .filter(({ archivedAt }) => which === "all" || archivedAt === null)
    .map((task) => {
      const named = task.relations.map(({ taskId }) => taskId);
      const keys = (task.parentId === null ? named : [...named, task.parentId]).flatMap(keyOf);
      return { task, keys: Object.fromEntries(keys) };
    });
  return { tasks, next: rows.length < limit ? null : (rows.at(-1)?.number ?? null) };
}
