/**
 * Boards of the SDK against the plain model, over a real server: people act without waiting, their cables are cut, their
 * tabs crash, and the server is killed. Whatever order the room then found for what they asked, everyone sees its outcome.
 */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Api, apiOf } from "../../client/sdk/api/api.ts";
import { Board } from "../../client/sdk/board/board.ts";
import type { BoardState } from "../../client/sdk/board/state.ts";
import { when } from "../../client/sdk/observed.ts";
import { CommandKeep } from "../../client/sdk/queue/keep.ts";
import { type HandTab, HandTabs } from "../../client/sdk/testing/hand-tabs.ts";
import { type WorkspaceRoom, workspaceRoom } from "../../client/sdk/workspace.ts";
import { MAX_ORDER_LENGTH } from "../../durable-objects/workspace/board/limits.ts";
import { BoardAction, BoardResult, type Task } from "../../durable-objects/workspace/board/protocol.ts";
import { actionOf, type Command, plainCommand } from "../board/commands.ts";
import { modelOf, shapeInModel, shapeTold } from "../board/comparing.ts";
import { outcomeOf } from "../board/model/outcome.ts";
import type { ModelState } from "../board/model/state.ts";
import { searchOf } from "../board/parameters.ts";
import { Replica } from "../board/replica.ts";
import { Cable } from "../server/cable.ts";
import { ServerProcess } from "../server/server-process.ts";

/** Longest wait for what comes about by itself, in ms; a guard, not an expectation. */
const EVENTUALLY = { timeout: 30_000, interval: 50 };

/** One thing that happens. */
type Step =
  | { step: "act"; person: number; command: Command }
  /** Everyone who can is answered. */
  | { step: "settle" }
  | { step: "cut"; person: number }
  | { step: "mend"; person: number }
  /** A tab is gone without a word; another one goes on with what it had asked. */
  | { step: "crash"; person: number }
  | { step: "kill" };

const PEOPLE = ["Ada", "Bo", "Cy"];
const person = fc.noBias(fc.nat(PEOPLE.length - 1));
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 40, arbitrary: fc.record({ step: fc.constant("act"), person, command: plainCommand }) },
  { weight: 2, arbitrary: fc.constant({ step: "settle" }) },
  { weight: 2, arbitrary: fc.record({ step: fc.constant("cut"), person }) },
  { weight: 3, arbitrary: fc.record({ step: fc.constant("mend"), person }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant("crash"), person }) },
);
/** A kill takes seconds, so each run has few of them. */
const anySteps: fc.Arbitrary<Step[]> = fc
  .array(fc.array(anyStep, { minLength: 12, maxLength: 30, size: "max" }), { minLength: 2, maxLength: 3 })
  .map((lives) => lives.flatMap((life, index) => (index === 0 ? life : [{ step: "kill" } as const, ...life])));

/** A command that the room has answered. */
interface Done {
  user: string;
  action: BoardAction;
  /** 0 for one that changed nothing; null for one that was refused. */
  revision: number | null;
}

let server: ServerProcess;
const people: Person[] = [];

beforeAll(async () => {
  server = await ServerProcess.start({ RATE_LIMITS: "off" });
  for (const name of PEOPLE) people.push(await Person.signUp(name));
});
afterAll(async () => {
  for (const each of people) await each.cable[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** Someone with a browser, at the end of a cable of their own. */
class Person {
  readonly id: string;
  readonly api: Api;
  /** The API without the cable. */
  readonly direct: Api;
  readonly cable: Cable;

  private constructor(id: string, token: string, cable: Cable) {
    this.id = id;
    this.cable = cable;
    this.api = apiOf({ origin: cable.url, token });
    this.direct = apiOf({ origin: server.url, token });
  }

  static async signUp(name: string): Promise<Person> {
    const answer = await fetch(`${server.url}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name, email: `${crypto.randomUUID()}@example.com`, password: "correct horse battery" }),
    });
    const token = answer.headers.get("set-auth-token") ?? "";
    const me = await apiOf({ origin: server.url, token }).account.me();
    if (!me) throw new Error(`${name} could not sign up: ${answer.status}`);
    return new Person(me.id, token, await Cable.lay(server.port));
  }
}

/** One open tab of a person's browser. */
class Open {
  readonly person: Person;
  readonly room: WorkspaceRoom;
  readonly boards: Board[];
  readonly #tab: HandTab;
  readonly #keep: CommandKeep | null;

  private constructor(person: Person, tab: HandTab, keep: CommandKeep | null, room: WorkspaceRoom, projects: string[]) {
    this.person = person;
    this.#tab = tab;
    this.#keep = keep;
    this.room = room;
    this.boards = projects.map((project) => new Board(room, project));
  }

  static async in(browser: HandTabs, person: Person, workspace: string, projects: string[]): Promise<Open> {
    const tab = browser.open();
    const keep = await CommandKeep.open(person.id, tab);
    const room = workspaceRoom(person.api, workspace, { keep });
    const open = new Open(person, tab, keep, room, projects);
    room.open();
    for (const board of open.boards) board.open();
    return open;
  }

  /** Whether something that was asked here, or in a tab that crashed, is not answered yet. */
  async owes(): Promise<boolean> {
    return this.room.pending.value.length > 0 || ((await this.#keep?.holdsUnsent()) ?? false);
  }

  crash(): void {
    this.#tab.crash();
    this.close();
  }

  close(): void {
    for (const board of this.boards) board.close();
    this.room.close();
    this.#keep?.close();
  }
}

/** One workspace with two boards, and what was asked of it. */
class Run {
  readonly #workspace: string;
  readonly #projects: string[];
  readonly #begin: ModelState;
  readonly #browsers = people.map(() => new HandTabs());
  readonly #open: Open[] = [];
  readonly #done = new Map<string, Done>();
  /** What the boards are believed to be, so that commands are about what is there. */
  #believed: ModelState;

  private constructor(workspace: string, projects: string[], begin: ModelState) {
    this.#workspace = workspace;
    this.#projects = projects;
    this.#begin = begin;
    this.#believed = begin;
  }

  static async begin(): Promise<Run> {
    const [owner, ...others] = people;
    if (!owner) throw new Error("nobody is there");
    const { id: workspace } = await owner.direct.workspaces.create("Engines");
    for (const other of others) {
      const { token } = await owner.direct.workspaces.invite(workspace, { role: "member" });
      await other.direct.workspaces.accept(token);
    }
    const projects = [
      await owner.direct.projects.create(workspace, { name: "Apples" }),
      await owner.direct.projects.create(workspace, { name: "Pears" }),
    ].map(({ id }) => id);
    const first = await Open.in(new HandTabs(), owner, workspace, projects);
    const boards = await Promise.all(first.boards.map(shown));
    first.close();
    const run = new Run(workspace, projects, modelOf(boards));
    for (const [index] of people.entries()) await run.#enter(index);
    await Promise.all(run.#open.flatMap(({ boards: each }) => each.map(shown)));
    return run;
  }

  async do(step: Step): Promise<void> {
    switch (step.step) {
      case "act": {
        const open = this.#tab(step.person);
        const action = actionOf(
          step.command,
          this.#believed,
          people.map(({ id }) => id),
        );
        void open.boards[0]?.act(action);
        this.#believe(open.person.id, action);
        return;
      }
      case "settle":
        await Promise.all(this.#open.map(({ room }) => answered(room)));
        return;
      case "cut":
        this.#tab(step.person).person.cable.cut();
        return;
      case "mend":
        this.#mend(this.#tab(step.person));
        return;
      case "crash":
        this.#tab(step.person).crash();
        return this.#enter(step.person % people.length);
      case "kill":
        await server.kill();
        await server.restart();
        for (const open of this.#open) open.room.retry();
    }
  }

  /** Brings everyone together, and compares what they see with the model of what the room did, in its order. */
  async compare(): Promise<void> {
    for (const open of this.#open) this.#mend(open);
    await vi.waitUntil(
      async () => !(await Promise.all(this.#open.map((open) => open.owes()))).includes(true),
      EVENTUALLY,
    );
    let state = this.#begin;
    for (const { user, action, revision } of this.#inOrder()) {
      const outcome = outcomeOf(state, user, action, { revision, at: 0 });
      if (!outcome.ok) throw new Error(`the model refuses ${JSON.stringify(action)}: ${[...outcome.codes]}`);
      state = outcome.state;
    }
    for (const [index, project] of this.#projects.entries()) {
      const tasks = await this.#listed(project);
      const told = await this.#stranger(index);
      expect(shapeTold(told, [])).toEqual(shapeInModel(state, project));
      expect(Object.fromEntries(tasks.map((task) => [task.id, task]))).toEqual(Object.fromEntries(told.tasks));
      for (const open of this.#open) {
        const board = open.boards[index];
        if (board) await when(board.state, (seen) => seen !== null && seen.tasks.size === told.tasks.size);
        await vi.waitFor(
          () => expect(board?.state.value && plain(board.state.value)).toEqual(told.plain()),
          EVENTUALLY,
        );
      }
      const places = tasks.map(({ columnId, order }) => `${columnId} ${order}`);
      expect(new Set(places).size).toBe(places.length);
      expect(tasks.filter(({ order }) => order.length > MAX_ORDER_LENGTH)).toEqual([]);
    }
    await this.#compareD1(state);
  }

  close(): void {
    for (const open of this.#open) open.close();
  }

  /** What the room did, each behind its revision. */
  get story(): string {
    return this.#inOrder()
      .map(({ revision, action }) => `${revision} ${JSON.stringify(action)}`)
      .join("\n");
  }

  // --- Within ---

  #tab(person: number): Open {
    const open = this.#open[person % people.length];
    if (!open) throw new Error("nobody is there");
    return open;
  }

  async #enter(index: number): Promise<void> {
    const [browser, person] = [this.#browsers[index], people[index]];
    if (!browser || !person) throw new Error("nobody is there");
    const open = await Open.in(browser, person, this.#workspace, this.#projects);
    open.room.onSettled(({ id, command }, outcome) => {
      const action = BoardAction.parse(command);
      const revision = outcome.ok ? BoardResult.parse(outcome.result).revision : null;
      const known = this.#done.get(id);
      // A tab may have gone with the answer in its hand; the next one is answered the same.
      if (known) expect(revision).toBe(known.revision);
      this.#done.set(id, { user: person.id, action, revision });
    });
    this.#open[index] = open;
  }

  #mend(open: Open): void {
    open.person.cable.mend();
    if (open.room.connection.value.name !== "online") open.room.retry();
  }

  #believe(user: string, action: BoardAction): void {
    const outcome = outcomeOf(this.#believed, user, action, { revision: 0, at: 0 });
    if (outcome.ok) this.#believed = outcome.state;
  }

  #inOrder(): (Done & { revision: number })[] {
    return [...this.#done.values()]
      .flatMap((done) => (done.revision ? [{ ...done, revision: done.revision }] : []))
      .sort((a, b) => a.revision - b.revision);
  }

  async #listed(project: string): Promise<Task[]> {
    const [owner] = people;
    const { items, next } = (await owner?.direct.tasks.list(this.#workspace, project, { limit: 200 })) ?? {};
    expect(next).toBeNull();
    return items ?? [];
  }

  /** A board as a newcomer is told it. */
  async #stranger(index: number): Promise<Replica> {
    const [owner] = people;
    if (!owner) throw new Error("nobody is there");
    const open = await Open.in(new HandTabs(), owner, this.#workspace, this.#projects);
    try {
      return await shown(open.boards[index] ?? open.boards[0]);
    } finally {
      open.close();
    }
  }

  /** D1 comes to know what everyone has to do. */
  async #compareD1(state: ModelState): Promise<void> {
    const kinds = new Map(
      Object.values(state.projects).flatMap(({ columns }) => columns.map(({ id, kind }) => [id, kind])),
    );
    for (const { id, direct } of people) {
      const mine = Object.values(state.tasks)
        .filter(
          ({ assignees, column }) => assignees.includes(id) && !["done", "cancelled"].includes(kinds.get(column) ?? ""),
        )
        .map((task) => task.id);
      const told = async () => (await direct.tasks.mine({ workspace: this.#workspace, open: true, limit: 200 })).items;
      await vi.waitFor(
        async () => expect((await told()).map((task) => task.id).sort()).toEqual(mine.sort()),
        EVENTUALLY,
      );
    }
  }
}

/** Resolves once all that was asked of a room is answered, or it cannot be reached. */
async function answered({ pending, connection }: WorkspaceRoom): Promise<void> {
  await Promise.race([when(pending, ({ length }) => length === 0), when(connection, ({ name }) => name !== "online")]);
}

async function shown(board: Board | undefined): Promise<Replica> {
  if (!board) throw new Error("no board");
  return replicaOf(await when(board.state, (state) => state !== null));
}

function replicaOf({ project, tasks, ...parts }: BoardState): Replica {
  const [columns, labels, fields] = [
    [...parts.columns.values()],
    [...parts.labels.values()],
    [...parts.fields.values()],
  ];
  const [views, rules, neighbours] = [
    [...parts.views.values()],
    [...parts.rules.values()],
    [...parts.neighbours.values()],
  ];
  return Replica.of([
    { board: { project, columns, labels, fields, views, rules, neighbours }, tasks: [...tasks.values()] },
  ]);
}

const plain = (state: BoardState) => replicaOf(state).plain();

/** For searches longer than usual. */
const SEARCH_MS = 60 * 60_000;

it(
  "P1.14 P2.20 whatever breaks, everyone comes to see what the room did, once each",
  async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const run = await Run.begin();
        try {
          for (const step of steps) await run.do(step);
          await run.compare();
        } catch (cause) {
          throw new Error(`After these commands, each behind its revision:\n${run.story}`, { cause });
        } finally {
          run.close();
        }
      }),
      searchOf(process.env, 4),
    );
  },
  SEARCH_MS,
);
