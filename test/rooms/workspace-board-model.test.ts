/**
 * Boards against a plain model of what their commands mean: several clients act at once, twice, and behind each other's
 * backs, lose their sockets and the room its memory; at the end every view of the boards is the model's.
 */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { newId } from "../../durable-objects/room/id.ts";
import { MAX_ORDER_LENGTH } from "../../durable-objects/workspace/board/limits.ts";
import { type BoardAction, Task } from "../../durable-objects/workspace/board/protocol.ts";
import { actionOf, anyCommand, type Command, plainCommand } from "../board/commands.ts";
import { modelOf, shapeInModel, shapeTold } from "../board/comparing.ts";
import { outcomeOf } from "../board/model/outcome.ts";
import type { ModelState, Stamp } from "../board/model/state.ts";
import { searchOf } from "../board/parameters.ts";
import type { Replica } from "../board/replica.ts";
import { eventually } from "../eventually.ts";
import { type Account, call, signUp } from "../http/client.ts";
import { type Answer, BoardClient } from "./board-client.ts";
import { TestBoard } from "./workspace-boards.ts";
import { lanesOf, rows } from "./workspace-neighbours.ts";
import { join, newTenant, person, type Tenant } from "./workspace-people.ts";

/** How many clients there are. */
const CLIENTS = 3;

/** One thing that happens. */
type Step =
  | { step: "do"; client: number; command: Command }
  /** Commands that are under way at the same time. */
  | { step: "together"; commands: Command[] }
  /** The last command of a client, sent again. */
  | { step: "again"; client: number }
  /** A command behind which the socket breaks, so that it is sent again on the next one. */
  | { step: "lost"; client: number; command: Command }
  /** A client is offline while others act, and then sends what it had queued. */
  | { step: "away"; client: number; others: Command[]; queued: Command[] }
  | { step: "evict" }
  /** A snapshot is kept, to replay later events onto it. */
  | { step: "keep" };

const client = fc.noBias(fc.nat(CLIENTS - 1));
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ step: fc.constant("do"), client, command: anyCommand }) },
  {
    weight: 4,
    arbitrary: fc.record({
      step: fc.constant("together"),
      commands: fc.array(plainCommand, { minLength: 2, maxLength: CLIENTS }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ step: fc.constant("again"), client }) },
  { weight: 2, arbitrary: fc.record({ step: fc.constant("lost"), client, command: plainCommand }) },
  {
    weight: 2,
    arbitrary: fc.record({
      step: fc.constant("away"),
      client,
      others: fc.array(anyCommand, { maxLength: 4 }),
      queued: fc.array(plainCommand, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ step: "evict" }) },
  { weight: 2, arbitrary: fc.constant({ step: "keep" }) },
);

/** A command as it was sent, and by whom. */
interface Sent {
  user: string;
  action: BoardAction;
  id: string;
}

/** A board as it once was, and up to which event. */
interface Kept {
  project: string;
  seq: number;
  board: Replica;
}

const TaskPage = z.object({ items: z.array(Task), next: z.string().nullable() });

let account: Account;
beforeAll(async () => {
  account = await signUp("Olga");
});

/** One workspace with two boards, its clients, and the model beside it. */
class Run {
  readonly #tenant: Tenant;
  readonly #projects: string[];
  readonly #clients: BoardClient[];
  readonly #last: (Sent & { answer: Answer })[] = [];
  readonly #kept: Kept[] = [];
  /** What the room did, in its order. */
  readonly #story: string[] = [];
  #state: ModelState;

  private constructor(tenant: Tenant, projects: string[], clients: BoardClient[], state: ModelState) {
    this.#tenant = tenant;
    this.#projects = projects;
    this.#clients = clients;
    this.#state = state;
  }

  static async begin(): Promise<Run> {
    const tenant = await newTenant(person("olga", { user: account.id }));
    const boards = [await TestBoard.make(tenant, { name: "Apples" }), await TestBoard.make(tenant, { name: "Pears" })];
    const projects = boards.map(({ project }) => project);
    const people = [tenant.owner, await join(tenant, "member"), await join(tenant, "admin")];
    const clients = await Promise.all(people.map((who) => BoardClient.open(tenant, who, projects)));
    const [first] = clients;
    if (!first) throw new Error("no client");
    const seen = await Promise.all(projects.map((project) => first.board(project)));
    const run = new Run(tenant, projects, clients, modelOf(seen));
    await run.#crowd();
    await run.#furnish();
    return run;
  }

  get story(): string {
    return this.#story.join("\n");
  }

  async do(step: Step): Promise<void> {
    switch (step.step) {
      case "do":
        await this.#ask(this.#client(step.client), step.command);
        return;
      case "together":
        return this.#together(step.commands);
      case "again": {
        const last = this.#last[step.client];
        if (!last) return;
        const answer = await this.#client(step.client).ask(last.action, last.id);
        // A refusal is not remembered: it may be right the next time.
        if (last.answer.ok) expect(answer).toEqual(last.answer);
        else await this.#take(last, answer);
        last.answer = answer;
        return;
      }
      case "lost": {
        const client = this.#client(step.client);
        const sent = this.#prepare(client, step.command);
        client.send(sent.action, sent.id);
        client.drop();
        await client.connect();
        await this.#take(sent, await client.ask(sent.action, sent.id));
        return;
      }
      case "away": {
        const client = this.#client(step.client);
        client.drop();
        const queued = step.queued.map((command) => this.#prepare(client, command));
        for (const command of step.others) await this.#ask(this.#client(step.client + 1), command);
        await client.connect();
        for (const { action, id } of queued) client.send(action, id);
        for (const sent of queued) await this.#take(sent, await client.answer(sent.id));
        return;
      }
      case "evict":
        // Only what is awake can be put to sleep.
        await runInDurableObject(this.#tenant.room, () => undefined);
        return evictDurableObject(this.#tenant.room);
      case "keep":
        for (const project of this.#projects) await this.#keep(project);
    }
  }

  /** Compares every view of the boards with the model. */
  async compare(): Promise<void> {
    const stranger = await BoardClient.open(this.#tenant, this.#tenant.owner, this.#projects);
    for (const project of this.#projects) {
      const told = await stranger.board(project);
      for (const each of this.#clients) expect((await each.board(project)).plain()).toEqual(told.plain());
      const listed = await this.#listed(project);
      const open = listed.filter(({ archivedAt }) => archivedAt === null);
      expect(Object.fromEntries(open.map((task) => [task.id, task]))).toEqual(Object.fromEntries(told.tasks));
      const archived = listed.filter(({ archivedAt }) => archivedAt !== null);
      expect(shapeTold(told, archived)).toEqual(shapeInModel(this.#state, project));
      demandKeys(open);
      await this.#compareReplayed(project, told);
    }
    await this.#compareD1();
    for (const each of [stranger, ...this.#clients]) each.drop();
  }

  // --- Acting ---

  /** Tasks whose order keys are as long as keys become, so that there is no room between them. */
  async #crowd(): Promise<void> {
    const [project] = this.#projects;
    const columnId = Object.values(this.#state.projects[project ?? ""]?.columns ?? {})[1]?.id;
    if (project === undefined || columnId === undefined) throw new Error("no column");
    const crowd = ["1", "2", "3", "4", "5", "6"].map((last) => `a0${last.padStart(MAX_ORDER_LENGTH - 2, "0")}`);
    for (const [index] of crowd.entries()) {
      const action = {
        type: "task.create",
        project,
        task: newId(),
        columnId,
        set: { title: `Crowd ${index}` },
      } as const;
      await this.#send(this.#client(0), action);
    }
    const { room } = this.#tenant;
    await runInDurableObject(room, (_, { storage }) => {
      const ids = storage.sql.exec<{ id: string }>("SELECT id FROM tasks ORDER BY number").toArray();
      for (const [index, { id }] of ids.entries()) {
        storage.sql.exec("UPDATE tasks SET sort_key = ? WHERE id = ?", crowd[index] ?? "", id);
      }
    });
    // What was changed behind the room's back is seen by newcomers alone.
    for (const [index, { who }] of this.#clients.entries()) {
      this.#clients[index]?.drop();
      this.#clients[index] = await BoardClient.open(this.#tenant, who, this.#projects);
    }
  }

  /** A little of everything, so that few steps mean something already. */
  async #furnish(): Promise<void> {
    for (const { id: project, columns } of Object.values(this.#state.projects)) {
      const [todo, doing] = [columns.find(({ kind }) => kind === "todo"), columns.find(({ kind }) => kind === "doing")];
      const label = newId();
      const options = [newId(), newId()].map((id) => ({ id, name: id, colour: "#5e6ad2" }));
      const rule = { name: "Rule", when: { type: "label_added", labelId: label } } as const;
      const furniture: BoardAction[] = [
        { type: "label.create", project, part: label, set: { name: "Red" } },
        { type: "field.create", project, part: newId(), set: { name: project, type: "select", options } },
        {
          type: "rule.create",
          project,
          part: newId(),
          set: { ...rule, actions: [{ type: "set", set: { priority: "high" } }] },
        },
        { type: "column.update", part: doing?.id ?? "", set: { wipLimit: 3 } },
      ];
      for (const action of furniture) await this.#send(this.#client(0), action);
      const parent = newId();
      for (const [index, task] of [parent, newId(), newId(), newId()].entries()) {
        const set = { title: `First ${index}`, ...(index === 1 ? { parentId: parent } : {}) };
        await this.#send(this.#client(index), { type: "task.create", project, task, columnId: todo?.id, set });
      }
    }
  }

  #client(index: number): BoardClient {
    const found = this.#clients[index % this.#clients.length];
    if (!found) throw new Error("no such client");
    return found;
  }

  #prepare({ who }: BoardClient, command: Command): Sent {
    const users = this.#clients.map((each) => each.who.user);
    return { user: who.user, action: actionOf(command, this.#state, users), id: newId() };
  }

  async #ask(by: BoardClient, command: Command): Promise<void> {
    await this.#send(by, this.#prepare(by, command).action);
  }

  async #send(by: BoardClient, action: BoardAction): Promise<void> {
    const sent = { user: by.who.user, action, id: newId() };
    const answer = await by.ask(action, sent.id);
    this.#last[this.#clients.indexOf(by)] = { ...sent, answer };
    await this.#take(sent, answer);
  }

  /** Holds an answer against the model, which nothing else was done to meanwhile, and does the command there too. */
  async #take(sent: Sent, answer: Answer): Promise<void> {
    const { user, action } = sent;
    const foreseen = outcomeOf(this.#state, user, action, { revision: 0, at: 0 });
    const context = `${JSON.stringify(action)} was answered ${JSON.stringify(answer)}`;
    if (!answer.ok) {
      expect(foreseen.ok ? "accepted" : [...foreseen.codes], context).toContain(answer.code);
      return;
    }
    expect(foreseen.ok ? "accepted" : [...foreseen.codes], context).toBe("accepted");
    expect(answer.revision > 0, context).toBe(foreseen.ok && foreseen.changed);
    if (answer.revision > 0) this.#apply(sent, await this.#stamp(sent.action, answer.revision));
  }

  async #together(commands: Command[]): Promise<void> {
    const underWay = commands.map((command, index) => ({
      by: this.#client(index),
      sent: this.#prepare(this.#client(index), command),
    }));
    for (const { by, sent } of underWay) by.send(sent.action, sent.id);
    const answered = await Promise.all(
      underWay.map(async ({ by, sent }) => ({ sent, answer: await by.answer(sent.id) })),
    );
    const done = answered.flatMap(({ sent, answer }) =>
      answer.ok && answer.revision > 0 ? [{ sent, revision: answer.revision }] : [],
    );
    for (const { sent, revision } of done.sort((a, b) => a.revision - b.revision)) {
      this.#apply(sent, { revision, at: 0 });
    }
  }

  #apply({ user, action }: Sent, stamp: Stamp): void {
    const outcome = outcomeOf(this.#state, user, action, stamp);
    if (!outcome.ok)
      throw new Error(`the room accepted ${JSON.stringify(action)}, the model refuses it: ${[...outcome.codes]}`);
    this.#state = outcome.state;
    this.#story.push(`${stamp.revision} ${JSON.stringify(action)}`);
  }

  /** What the model must be told of an act: when it was done, and where restored tasks came to be. */
  #stamp(action: BoardAction, revision: number): Promise<Stamp> {
    return runInDurableObject(this.#tenant.room, (_, { storage }) => {
      if (action.type !== "task.archive" && action.type !== "task.restore") return { revision, at: 0 };
      const tasks = storage.sql
        .exec<{ id: string; column_id: string; archived_at: number | null; revision: number }>(
          "SELECT id, column_id, archived_at, revision FROM tasks ORDER BY sort_key",
        )
        .toArray();
      const open = tasks.filter(({ archived_at }) => archived_at === null);
      const byColumn = Map.groupBy(open, ({ column_id }) => column_id);
      const lists = Object.fromEntries([...byColumn].map(([column, some]) => [column, some.map(({ id }) => id)]));
      return { revision, at: tasks.find((task) => task.revision === revision)?.archived_at ?? 0, lists };
    });
  }

  // --- Comparing ---

  async #keep(project: string): Promise<void> {
    const stranger = await BoardClient.open(this.#tenant, this.#tenant.owner, [project]);
    this.#kept.push({ project, seq: stranger.seqOf(project), board: await stranger.board(project) });
    stranger.drop();
  }

  async #compareReplayed(project: string, told: Replica): Promise<void> {
    const events = await new TestBoard(this.#tenant, project).events();
    for (const { project: of, seq, board } of this.#kept) {
      if (of !== project) continue;
      for (const event of events) if (event.seq > seq) board.apply(event.delta);
      expect(board.plain()).toEqual(told.plain());
    }
  }

  /** All tasks of a project, as the worker lists them. */
  async #listed(project: string): Promise<Task[]> {
    const path = `/api/workspaces/${this.#tenant.id}/projects/${project}/tasks?archived=true&limit=100`;
    const answer = await call(path, { token: account.token });
    expect(answer.status).toBe(200);
    const { items, next } = TaskPage.parse(await answer.json());
    expect(next).toBeNull();
    return items;
  }

  async #compareD1(): Promise<void> {
    await eventually(async () => expect(await lanesOf(this.#tenant)).toEqual([]));
    const columns = "id, project, number, column_id, sort_key, title, priority, due_date, parent, archived_at";
    const there = await runInDurableObject(this.#tenant.room, (_, { storage }) =>
      storage.sql
        .exec(
          `SELECT id, project, number, column_id, sort_key, body ->> '$.title' AS title, body ->> '$.priority' AS priority,
             due_date, parent, archived_at FROM tasks ORDER BY id`,
        )
        .toArray(),
    );
    const { id } = this.#tenant;
    expect(
      await rows(`SELECT ${columns} FROM tasks WHERE workspace = ? AND deleted_at IS NULL ORDER BY id`, id),
    ).toEqual(there);
    const assigned = Object.values(this.#state.tasks).flatMap((task) =>
      task.archived === null ? task.assignees.map((user) => `${task.id} ${user}`) : [],
    );
    const kept = await rows<{ each: string }>(
      `SELECT task || ' ' || user AS each FROM task_assignees WHERE workspace = ?`,
      id,
    );
    expect(kept.map(({ each }) => each).sort()).toEqual(assigned.sort());
  }
}

/** Each place in a column is one task's, and no key is longer than keys may be. */
function demandKeys(tasks: readonly Task[]): void {
  const places = tasks.map(({ columnId, order }) => `${columnId} ${order}`);
  expect(new Set(places).size).toBe(places.length);
  expect(tasks.filter(({ order }) => order.length > MAX_ORDER_LENGTH)).toEqual([]);
}

/** For searches longer than usual. */
const SEARCH_MS = 60 * 60_000;

it(
  "P2.20 every view of a board is what its commands mean, in the order in which they were accepted",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 20, maxLength: 100, size: "max" }), async (steps) => {
        const run = await Run.begin();
        try {
          for (const step of steps) await run.do(step);
          await run.compare();
        } catch (cause) {
          throw new Error(`After these commands, each behind its revision:\n${run.story}`, { cause });
        }
      }),
      searchOf(env, 12),
    );
  },
  SEARCH_MS,
);
