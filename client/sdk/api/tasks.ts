import { z } from "zod";
import {
  Column,
  Neighbour,
  type NewTask,
  type Place,
  Project,
  type RelationType,
  Task,
  type TaskSet,
} from "../../../durable-objects/workspace/board/protocol.ts";
import { Activity, type TaskSort } from "../../../durable-objects/workspace/board/reading/protocol.ts";
import { WorkspaceInfo } from "../../../durable-objects/workspace/protocol.ts";
import { newKey } from "../id.ts";
import { type Http, type List, listOf, Nothing } from "./http.ts";

/** Which tasks of a project are listed, and how; of several values any. */
export interface TaskQuery {
  sort?: TaskSort | `-${TaskSort}`;
  archived?: "false" | "true" | "only";
  /** Columns and labels by id or name. */
  column?: string[];
  label?: string[];
  /** User ids; `me`, or `nobody` for tasks without any. */
  assignee?: string[];
  priority?: Task["priority"][];
  due?: "overdue" | "today" | "week" | "any" | "none";
  /** Days: `2026-11-21`. */
  dueBefore?: string;
  dueAfter?: string;
  /** Stands in the title, or begins the key. */
  q?: string;
  /** Sub-tasks of this task; `none` for tasks that are none. */
  parent?: string;
  blocked?: boolean;
}

/** Which page of a list: the first, or the one that `next` of the page before names. */
interface PageQuery {
  cursor?: string;
  limit?: number;
}

/** Going on in spite of a column's limit, or of what blocks a task; the history tells so. */
interface Force {
  force?: true;
}

/** Refused as `moved_on` when it was changed after this revision. */
interface Since {
  since?: number;
}

/** A task as `/api/me/tasks` lists it, with where it is. */
export const MyTask = Task.pick({
  id: true,
  key: true,
  title: true,
  priority: true,
  startDate: true,
  dueDate: true,
  estimate: true,
  parentId: true,
  createdAt: true,
  updatedAt: true,
}).extend({
  workspace: WorkspaceInfo.pick({ id: true, name: true }),
  project: Project.pick({ id: true, key: true, name: true, colour: true }),
  column: Column.pick({ id: true, name: true, kind: true, colour: true }),
});
export type MyTask = z.infer<typeof MyTask>;

const Changed = z.object({ items: z.array(Task) });
const Found = z.object({ items: z.array(Neighbour) });
const Text = z.object({ markdown: z.string() });
const Described = z.object({ docId: z.string() });

/**
 * Tasks, each named by its id or its key (`ENS-42`), projects likewise. Lists are asked for page by page. Each may throw
 * an ApiError.
 */
export class TasksApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Those of a project for which all that is asked holds. */
  list(workspace: string, project: string, query: TaskQuery & PageQuery = {}): Promise<List<Task>> {
    return this.#http.ask("GET", inProject(workspace, project), { answer: listOf(Task), query: stringsOf(query) });
  }

  /** Open tasks of all the projects one may see, by words of their titles or by key; the best first. */
  async search(workspace: string, words: string, limit = 20): Promise<Neighbour[]> {
    const query = { q: words, limit: String(limit) };
    return (await this.#http.ask("GET", `/api/workspaces/${workspace}/tasks`, { answer: Found, query })).items;
  }

  /** Those of these tasks, named by id or key, at most 100, that are there and that one may see; archived ones too. */
  async named(workspace: string, names: readonly string[]): Promise<Neighbour[]> {
    const query = { ids: names.join(",") };
    return (await this.#http.ask("GET", `/api/workspaces/${workspace}/tasks`, { answer: Found, query })).items;
  }

  get(workspace: string, task: string): Promise<Task> {
    return this.#http.ask("GET", at(workspace, task), { answer: Task });
  }

  /** @param key makes it safe to send again: the same key makes one task only */
  create(
    workspace: string,
    project: string,
    task: NewTask & { columnId?: string } & Place & Force,
    key: string = newKey(),
  ): Promise<Task> {
    return this.#http.ask("POST", inProject(workspace, project), { body: task, answer: Task, idempotencyKey: key });
  }

  /** All of it or nothing; what is left out stays. */
  change(
    workspace: string,
    task: string,
    change: TaskSet & { columnId?: string; archived?: boolean } & Place & Force & Since,
  ): Promise<Task> {
    return this.#http.ask("PATCH", at(workspace, task), { body: change, answer: Task });
  }

  /** Right before or right behind another, or else last; into another project by a column of it. */
  move(workspace: string, task: string, to: { columnId: string } & Place & Force & Since): Promise<Task> {
    return this.#http.ask("POST", at(workspace, task, "move"), { body: to, answer: Task, idempotencyKey: newKey() });
  }

  /** The same change of many, all or none. Answers them as they are then, in the order named. */
  async bulk(
    workspace: string,
    tasks: string[],
    change: { set?: TaskSet; columnId?: string; archived?: boolean } & Force & Since,
  ): Promise<Task[]> {
    const body = { tasks, ...change };
    const path = `/api/workspaces/${workspace}/tasks/bulk`;
    return (await this.#http.ask("POST", path, { body, answer: Changed, idempotencyKey: newKey() })).items;
  }

  /** For ever, with its description. */
  async delete(workspace: string, task: string): Promise<void> {
    await this.#http.ask("DELETE", at(workspace, task), { answer: Nothing });
  }

  relate(workspace: string, task: string, type: RelationType, to: string): Promise<Task> {
    const body = { type, task: to };
    return this.#http.ask("POST", at(workspace, task, "relations"), { body, answer: Task, idempotencyKey: newKey() });
  }

  async unrelate(workspace: string, task: string, type: RelationType, to: string): Promise<void> {
    await this.#http.ask("DELETE", at(workspace, task, "relations", type, to), { answer: Nothing });
  }

  follow(workspace: string, task: string): Promise<Task> {
    return this.#http.ask("PUT", at(workspace, task, "followers", "me"), { answer: Task });
  }

  async unfollow(workspace: string, task: string): Promise<void> {
    await this.#http.ask("DELETE", at(workspace, task, "followers", "me"), { answer: Nothing });
  }

  /** What happened to a task, newest first. */
  activity(workspace: string, task: string, page: PageQuery = {}): Promise<List<Activity>> {
    return this.#http.ask("GET", at(workspace, task, "activity"), { answer: listOf(Activity), query: stringsOf(page) });
  }

  /** The doc of a task's description, made when there is none yet. */
  async describe(workspace: string, task: string): Promise<string> {
    const path = at(workspace, task, "description");
    return (await this.#http.ask("POST", path, { body: {}, answer: Described, idempotencyKey: newKey() })).docId;
  }

  /** A task's description as Markdown; empty before there is one. */
  async description(workspace: string, task: string): Promise<string> {
    return (await this.#http.ask("GET", at(workspace, task, "description"), { answer: Text })).markdown;
  }

  /** Makes a task's description say this Markdown. */
  async setDescription(workspace: string, task: string, markdown: string): Promise<void> {
    const path = at(workspace, task, "description");
    await this.#http.ask("PUT", path, { body: { markdown }, answer: Text, idempotencyKey: newKey() });
  }

  /** The tasks assigned to oneself across workspaces; what was changed in the last two seconds may not be told yet. */
  mine(query: { workspace?: string; open?: boolean } & PageQuery = {}): Promise<List<MyTask>> {
    return this.#http.ask("GET", "/api/me/tasks", { answer: listOf(MyTask), query: stringsOf(query) });
  }
}

/** The path of a task, or of something of it. */
function at(workspace: string, ...within: string[]): string {
  return ["/api/workspaces", workspace, "tasks", ...within.map(encodeURIComponent)].join("/");
}

function inProject(workspace: string, project: string): string {
  return `/api/workspaces/${workspace}/projects/${encodeURIComponent(project)}/tasks`;
}

function stringsOf(query: object): Record<string, string> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : String(value)]),
  );
}
