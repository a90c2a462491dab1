/** Boards for tests inside the runtime: projects, their parts and tasks, and what was said of them. */
import { runInDurableObject } from "cloudflare:test";
import { newId } from "../../durable-objects/room/id.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import {
  type BoardAction,
  BoardEvent,
  Column,
  type NewColumn,
  type NewProject,
  type RuleFields,
  streamOf,
  type Task,
  type TaskAction,
} from "../../durable-objects/workspace/board/protocol.ts";
import { codeOf, good, type Tenant } from "./workspace-people.ts";

type Creation = Extract<TaskAction, { type: "task.create" }>;
type ColumnSet = (typeof NewColumn)["_zod"]["output"];

/** Does one action as `by` and answers its revision. @throws Error with the problem's code */
export async function act({ room }: Tenant, by: Actor, action: BoardAction): Promise<number> {
  const result = good(await room.perform(by, action));
  if (!result || !("revision" in result)) throw new Error(`${action.type} answered no revision`);
  return result.revision;
}

/** The code of what is answered to an action of `by`: `ok`, or the problem's. */
export async function codeOfAct({ room }: Tenant, by: Actor, action: BoardAction): Promise<string> {
  return codeOf(await room.perform(by, action));
}

/** What is wrong with an action of `by`: the code, and behind it the paths of what does not fit; nothing for a good one. */
export async function problemOfAct({ room }: Tenant, by: Actor, action: BoardAction): Promise<string[]> {
  const outcome = await room.perform(by, action);
  if (outcome.ok) return [];
  return [outcome.problem.code, ...(outcome.problem.errors ?? []).map(({ path }) => path)];
}

/** One project of a tenant; whatever is done on it is its owner's act unless somebody is named. */
export class TestBoard {
  readonly tenant: Tenant;
  readonly project: string;

  constructor(tenant: Tenant, project: string) {
    this.tenant = tenant;
    this.project = project;
  }

  static async make(tenant: Tenant, set: NewProject = { name: "Project" }): Promise<TestBoard> {
    const project = newId();
    await act(tenant, tenant.owner, { type: "project.create", project, set });
    return new TestBoard(tenant, project);
  }

  /** Does one action and answers its revision. @throws Error with the problem's code */
  act(action: BoardAction, by: Actor = this.tenant.owner): Promise<number> {
    return act(this.tenant, by, action);
  }

  /** Its columns in their order, archived ones too. */
  async columns(): Promise<Column[]> {
    const { room, owner } = this.tenant;
    const scope = { archived: "true", after: null, limit: 100 } as const;
    return good(await room.parts(owner, this.project, "column", scope)).map((part) => Column.parse(part));
  }

  /** The id of the column of this name. */
  async column(name: string): Promise<string> {
    const found = (await this.columns()).find((column) => column.name === name);
    if (!found) throw new Error(`no column ${name}`);
    return found.id;
  }

  async addColumn(set: ColumnSet): Promise<string> {
    const part = newId();
    await this.act({ type: "column.create", project: this.project, part, set });
    return part;
  }

  async addLabel(name: string): Promise<string> {
    const part = newId();
    await this.act({ type: "label.create", project: this.project, part, set: { name } });
    return part;
  }

  async addRule(when: RuleFields["when"], actions: RuleFields["actions"], by?: Actor): Promise<string> {
    const part = newId();
    const set = { name: `When ${when.type}, ${part}`, when, actions };
    await this.act({ type: "rule.create", project: this.project, part, set }, by);
    return part;
  }

  /** Makes a task and answers its id. */
  async addTask(set: Partial<Creation["set"]> = {}, more: Partial<Creation> = {}, by?: Actor): Promise<string> {
    const task = newId();
    const wanted: Creation = { type: "task.create", project: this.project, task, set: { title: "Task", ...set } };
    await this.act({ ...wanted, ...more }, by);
    return task;
  }

  async task(id: string): Promise<Task> {
    const { room, owner } = this.tenant;
    return good(await room.task(owner, { project: null, name: id }));
  }

  /** What was said on the project's stream, oldest first; about one task, if it is named. */
  async events(about?: string): Promise<BoardEvent[]> {
    const stream = streamOf(this.project);
    const found = await runInDurableObject(this.tenant.room, (_, { storage }) =>
      storage.sql
        .exec<{ seq: number; type: string; by: string | null; at: number; data: string }>(
          `SELECT seq, type, "by", at, data FROM events WHERE stream = ? ORDER BY seq`,
          stream,
        )
        .toArray(),
    );
    const events = found.map(({ data, ...row }) => BoardEvent.parse({ ...JSON.parse(data), ...row, stream }));
    return about === undefined ? events : events.filter((event) => event.about?.includes(about));
  }
}
