/**
 * A workspace's boards on the storage of an object of its own, without the room around them: for tests that do thousands
 * of acts, or look at what each one said.
 */

import type { z } from "zod";
import { RoomError } from "../../durable-objects/room/errors.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { JSON_ROOM_SCHEMA } from "../../durable-objects/room/json-room.ts";
import { migrate } from "../../durable-objects/room/migrations.ts";
import type { Role } from "../../durable-objects/room/protocol.ts";
import { Access } from "../../durable-objects/workspace/access.ts";
import { performOnBoard } from "../../durable-objects/workspace/board/acting.ts";
import { MAX_OPEN_TASKS } from "../../durable-objects/workspace/board/limits.ts";
import {
  type BoardAction,
  type BoardDelta,
  type BoardEventBody,
  type Column,
  type Neighbour,
  type NewField,
  Task,
  type TaskAction,
  type TaskSet,
} from "../../durable-objects/workspace/board/protocol.ts";
import { neighboursOf } from "../../durable-objects/workspace/board/tasks/neighbours.ts";
import { Change } from "../../durable-objects/workspace/change.ts";
import { found } from "../../durable-objects/workspace/lifecycle.ts";
import { WORKSPACE_MIGRATIONS } from "../../durable-objects/workspace/store/schema.ts";
import { openStores, type Stores } from "../../durable-objects/workspace/store/stores.ts";
import { withStorage } from "./storage.ts";

export const OWNER = "olga";

/** What was said on a project's stream. */
export interface Said extends BoardEventBody {
  project: string;
  by: string | null;
}

type Creation = Extract<TaskAction, { type: "task.create" }>;

/** The action that makes a task; its title is the same always. */
export function create(project: string, set: TaskSet, columnId?: string): BoardAction {
  return { type: "task.create", project, task: newId(), columnId, set: { ...set, title: "Task" } };
}

export function update(task: string, set: TaskSet): BoardAction {
  return { type: "task.update", task, set };
}

/** Runs `work` over the boards of a new workspace with one owner. */
export function withBoards(work: (boards: InnerBoards) => void | Promise<void>): Promise<void> {
  return withStorage((storage) => work(new InnerBoards(storage)));
}

export class InnerBoards {
  readonly stores: Stores;
  readonly said: Said[] = [];
  readonly #storage: DurableObjectStorage;
  #position = 0;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    migrate(storage, "test", [{ number: 1, sql: JSON_ROOM_SCHEMA }, ...WORKSPACE_MIGRATIONS]);
    this.stores = openStores(storage.sql);
    const actor = { user: OWNER, name: OWNER, email: "olga@example.com", session: "one", superadmin: false };
    this.change(OWNER, (change) => found(change, actor, "Tenant"));
  }

  /** Runs one change as its room does. @throws what `act` throws; nothing of it stays then */
  change<Value>(by: string | null, act: (change: Change) => Value): Value {
    const next = () => {
      this.#position += 1;
      return this.#position;
    };
    const said: Said[] = [];
    const value = this.#storage.transactionSync(() => {
      const ledger = {
        append: next,
        appendTo: (project: string, doer: string | null, body: BoardEventBody) => {
          next();
          said.push({ ...body, project, by: doer });
        },
        appendOfCalls: () => undefined,
        nextPosition: () => this.#position + 1,
        attempt: <Part>(part: () => Part) => this.#storage.transactionSync(part),
        schedule: () => {},
        owe: () => {},
      };
      const change = new Change("tenant", this.stores, ledger, by, Date.now());
      const result = act(change);
      change.finish();
      return result;
    });
    this.said.push(...said);
    return value;
  }

  /** Does one act and answers its revision. @throws RoomError */
  act(action: BoardAction, user = OWNER): number {
    return this.change(user, (change) => {
      const access = Access.of({ user, superadmin: false }, this.stores);
      return performOnBoard(change, access, action).revision;
    });
  }

  /** What an act answers, or what it is refused for: its code, and the paths of its faults if it names any. */
  outcome(action: BoardAction, user = OWNER): unknown {
    try {
      return this.act(action, user);
    } catch (cause) {
      if (!(cause instanceof RoomError)) throw cause;
      return cause.errors ? [cause.code, ...cause.errors.map(({ path }) => path)] : cause.code;
    }
  }

  get lastSaid(): Said | undefined {
    return this.said.at(-1);
  }

  addMember(user: string, role: Role): void {
    const member = { user, name: user, email: `${user}@example.com`, role, joinedAt: 0 };
    this.change(null, (change) => change.putMember(member, { type: "member.added", member }));
  }

  /** Makes a project and answers its id. */
  addProject(name: string): string {
    const project = newId();
    this.act({ type: "project.create", project, set: { name } });
    return project;
  }

  column(project: string, name: string): Column {
    const column = this.stores.parts.of("column", project).find(({ part }) => part.name === name);
    if (!column) throw new Error(`no column ${name}`);
    return column.part;
  }

  /** Makes a label and answers its id. */
  addLabel(project: string, name: string): string {
    const part = newId();
    this.act({ type: "label.create", project, part, set: { name } });
    return part;
  }

  /** Makes a custom field and answers its id. */
  addField(project: string, set: z.infer<typeof NewField>): string {
    const part = newId();
    this.act({ type: "field.create", project, part, set });
    return part;
  }

  /** Makes a task and answers its id. */
  addTask(project: string, more: Partial<Creation> = {}): string {
    const task = newId();
    this.act({ type: "task.create", project, task, set: { title: "Task" }, ...more });
    return task;
  }

  task(id: string): Task {
    const row = this.stores.tasks.find(id);
    if (!row) throw new Error(`no task ${id}`);
    return row.task;
  }

  /** The open tasks of a column, in their order. */
  tasksIn(column: string): Task[] {
    return this.stores.places.ordersNear(column, null, "behind", MAX_OPEN_TASKS).map(({ id }) => this.task(id));
  }

  titlesIn(column: string): string[] {
    return this.tasksIn(column).map(({ title }) => title);
  }

  /** Of a project's board, the tasks and what it knows of others', as a snapshot has them. */
  stateOf(project: string): { tasks: Task[]; neighbours: Neighbour[] } {
    return {
      tasks: this.stores.tasks.of(project, "open").map(({ task }) => task),
      neighbours: neighboursOf(this.stores, project),
    };
  }

  /** The same, put together of what was said of a project since the beginning. */
  toldOf(project: string): { tasks: Task[]; neighbours: Neighbour[] } {
    const tasks = new Map<string, Task>();
    const neighbours = new Map<string, Neighbour>();
    for (const { delta } of this.said.filter((event) => event.project === project)) {
      for (const task of delta.project ? tasks.values() : []) {
        tasks.set(task.id, { ...task, key: `${delta.project?.key}-${task.number}` });
      }
      applyTo(tasks, delta.tasks);
      for (const neighbour of delta.neighbours?.put ?? []) neighbours.set(neighbour.id, neighbour);
      for (const id of delta.neighbours?.gone ?? []) neighbours.delete(id);
    }
    return {
      tasks: [...tasks.values()].sort((a, b) => a.number - b.number),
      neighbours: [...neighbours.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    };
  }
}

function applyTo(tasks: Map<string, Task>, delta: BoardDelta["tasks"]): void {
  const set = (id: string, fields: object) => {
    const task = tasks.get(id);
    if (!task) throw new Error(`${id} is not on the board that is told to change it`);
    tasks.set(id, Task.parse({ ...task, ...fields }));
  };
  for (const task of delta?.put ?? []) tasks.set(task.id, task);
  for (const change of delta?.set ?? []) set(change.id, change.set);
  for (const id of delta?.gone ?? []) tasks.delete(id);
  const { columnId } = delta ?? {};
  for (const [id, order] of Object.entries(delta?.orders ?? {})) {
    set(id, columnId === undefined ? { order } : { order, columnId });
  }
}
