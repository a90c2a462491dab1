import type { z } from "zod";
import {
  Column,
  type ColumnFields,
  Field,
  Label,
  type LabelFields,
  type NewColumn,
  type NewLabel,
  type NewProject,
  type Place,
  Project,
  type ProjectFields,
} from "../../../durable-objects/workspace/board/protocol.ts";
import { Activity } from "../../../durable-objects/workspace/board/reading/protocol.ts";
import { newKey } from "../id.ts";
import { type Http, type List, listOf, Nothing } from "./http.ts";

/** A change of something that has a place among its like; with `since` it is refused when it was changed after that. */
type ChangeOf<Fields> = Partial<Fields> & Place & { archived?: boolean; since?: number };

/** Projects, and the columns and labels of their boards. Each is named by its id or its key, and may throw an ApiError. */
export class ProjectsApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Those one may see, in their order; not the archived ones. */
  list(workspace: string): Promise<Project[]> {
    return this.#http.all(at(workspace), Project);
  }

  get(workspace: string, project: string): Promise<Project> {
    return this.#http.ask("GET", at(workspace, project), { answer: Project });
  }

  /** @param key makes it safe to send again: the same key makes one project only */
  create(workspace: string, project: NewProject & Place, key: string = newKey()): Promise<Project> {
    return this.#http.ask("POST", at(workspace), { body: project, answer: Project, idempotencyKey: key });
  }

  change(workspace: string, project: string, change: ChangeOf<ProjectFields>): Promise<Project> {
    return this.#http.ask("PATCH", at(workspace, project), { body: change, answer: Project });
  }

  /** For ever, with its tasks. */
  async delete(workspace: string, project: string): Promise<void> {
    await this.#http.ask("DELETE", at(workspace, project), { answer: Nothing });
  }

  columns(workspace: string, project: string): Promise<Column[]> {
    return this.#http.all(at(workspace, project, "columns"), Column);
  }

  createColumn(
    workspace: string,
    project: string,
    column: z.infer<typeof NewColumn> & Place,
    key: string = newKey(),
  ): Promise<Column> {
    const path = at(workspace, project, "columns");
    return this.#http.ask("POST", path, { body: column, answer: Column, idempotencyKey: key });
  }

  changeColumn(
    workspace: string,
    project: string,
    column: string,
    change: ChangeOf<z.infer<typeof ColumnFields>>,
  ): Promise<Column> {
    return this.#http.ask("PATCH", at(workspace, project, "columns", column), { body: change, answer: Column });
  }

  /** @param moveTasksTo the column its tasks go to; without one it must be empty */
  async deleteColumn(workspace: string, project: string, column: string, moveTasksTo?: string): Promise<void> {
    const query = moveTasksTo === undefined ? {} : { moveTasksTo };
    await this.#http.ask("DELETE", at(workspace, project, "columns", column), { answer: Nothing, query });
  }

  labels(workspace: string, project: string): Promise<Label[]> {
    return this.#http.all(at(workspace, project, "labels"), Label);
  }

  createLabel(
    workspace: string,
    project: string,
    label: z.infer<typeof NewLabel> & Place,
    key: string = newKey(),
  ): Promise<Label> {
    const path = at(workspace, project, "labels");
    return this.#http.ask("POST", path, { body: label, answer: Label, idempotencyKey: key });
  }

  changeLabel(
    workspace: string,
    project: string,
    label: string,
    change: ChangeOf<z.infer<typeof LabelFields>>,
  ): Promise<Label> {
    return this.#http.ask("PATCH", at(workspace, project, "labels", label), { body: change, answer: Label });
  }

  /** Takes it off all tasks too. */
  async deleteLabel(workspace: string, project: string, label: string): Promise<void> {
    await this.#http.ask("DELETE", at(workspace, project, "labels", label), { answer: Nothing });
  }

  /** Custom fields. */
  fields(workspace: string, project: string): Promise<Field[]> {
    return this.#http.all(at(workspace, project, "fields"), Field);
  }

  /** What happened in a project, newest first, page by page. */
  activity(workspace: string, project: string, { cursor }: { cursor?: string } = {}): Promise<List<Activity>> {
    const query = { project, ...(cursor === undefined ? {} : { cursor }) };
    return this.#http.ask("GET", `/api/workspaces/${workspace}/activity`, { answer: listOf(Activity), query });
  }
}

/** The path of a project, or of something within it. */
function at(workspace: string, ...within: string[]): string {
  return ["/api/workspaces", workspace, "projects", ...within.map(encodeURIComponent)].join("/");
}
