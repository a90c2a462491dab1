import type { ModelColumn, ModelProject, ModelState, ModelTask, Stamp } from "./state.ts";

/** One command under way: what it has made of the boards so far, and all that it would be refused for. */
export class Doing {
  readonly state: ModelState;
  readonly codes = new Set<string>();
  readonly user: string;
  readonly stamp: Stamp;
  /** What every field set from now on is as new as. */
  revision: number;

  constructor(state: ModelState, user: string, stamp: Stamp) {
    this.state = state;
    this.user = user;
    this.stamp = stamp;
    this.revision = stamp.revision;
  }

  set<Field extends "title" | "priority" | "dueDate" | "labels" | "assignees" | "followers" | "relations">(
    task: ModelTask,
    field: Field,
    value: ModelTask[Field],
  ): void;
  set(task: ModelTask, field: "parent" | "archived", value: ModelTask["parent"] | ModelTask["archived"]): void;
  set(task: ModelTask, field: keyof ModelTask, value: unknown): void {
    if (JSON.stringify(task[field]) === JSON.stringify(value)) return;
    Object.assign(task, { [field]: value });
    const name = field === "parent" ? "parentId" : field === "archived" ? "archivedAt" : field;
    task.revisions[name] = this.revision;
  }

  demandUnmoved(task: ModelTask, fields: string[], since: number | undefined): void {
    if (since === undefined) return;
    if (fields.some((field) => (task.revisions[field] ?? 0) > since)) this.codes.add("moved_on");
  }

  takeOff(task: ModelTask): void {
    for (const column of this.columns()) column.tasks = column.tasks.filter((id) => id !== task.id);
  }

  columns(): ModelColumn[] {
    return Object.values(this.state.projects).flatMap(({ columns }) => columns);
  }

  column(id: string | undefined): ModelColumn | undefined {
    const project = Object.values(this.state.projects).find(({ columns }) => columns.some((each) => each.id === id));
    const column = project?.columns.find((each) => each.id === id);
    if (!column || column.archived) this.codes.add("invalid");
    if (project?.archived) this.codes.add("conflict");
    return column;
  }

  children(task: ModelTask): ModelTask[] {
    return Object.values(this.state.tasks)
      .filter(({ parent }) => parent === task.id)
      .sort((a, b) => a.number - b.number);
  }

  tasksOf(project: ModelProject): ModelTask[] {
    return Object.values(this.state.tasks).filter((task) => task.project === project.id);
  }

  writable(id: string): ModelTask | undefined {
    const task = this.state.tasks[id];
    if (!task) this.codes.add("not_found");
    else if (this.state.projects[task.project]?.archived) this.codes.add("conflict");
    return task;
  }

  openProject(id: string): ModelProject | undefined {
    const project = this.state.projects[id];
    if (project && !project.archived) return project;
    this.codes.add(project ? "conflict" : "not_found");
    return undefined;
  }
}
