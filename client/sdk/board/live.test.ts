/** Boards of the SDK against the real server. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { BoardAction } from "../../../durable-objects/workspace/board/protocol.ts";
import { ServerProcess } from "../../../test/server/server-process.ts";
import { type Api, apiOf } from "../api/api.ts";
import { newKey } from "../id.ts";
import { when } from "../observed.ts";
import { CommandKeep } from "../queue/keep.ts";
import { HandTabs } from "../testing/hand-tabs.ts";
import { type WorkspaceRoom, workspaceRoom } from "../workspace.ts";
import { tasksIn } from "./arrangement.ts";
import { Board } from "./board.ts";
import { inOrder } from "./order.ts";

let server: ServerProcess;
const open: { close(): unknown }[] = [];

beforeAll(async () => {
  server = await ServerProcess.start();
});
afterAll(() => server[Symbol.asyncDispose]());
afterEach(() => {
  for (const each of open.splice(0).toReversed()) each.close();
});

async function signUp(name: string): Promise<{ api: Api; id: string }> {
  const person = { name, email: `${crypto.randomUUID()}@example.com`, password: "correct horse battery" };
  const answer = await fetch(`${server.url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(person),
  });
  const api = apiOf({ origin: server.url, token: answer.headers.get("set-auth-token") ?? "" });
  const me = await api.account.me();
  if (!me) throw new Error(`${name} could not sign up: ${answer.status}`);
  return { api, id: me.id };
}

function roomOf(api: Api, workspace: string, keep: CommandKeep | null = null): WorkspaceRoom {
  const room = workspaceRoom(api, workspace, { keep });
  open.push(room);
  room.open();
  return room;
}

async function boardOf(room: WorkspaceRoom, project: string): Promise<Board> {
  const board = new Board(room, project);
  open.push(board);
  board.open();
  await when(board.state, (state) => state !== null);
  return board;
}

const columnsOf = (board: Board) => inOrder(board.state.value?.columns.values() ?? []).map(({ id }) => id);
const titlesIn = (board: Board, column: string | undefined) => {
  const state = board.state.value;
  return state && column ? tasksIn(state.tasks, column).map(({ title }) => title) : [];
};
const settled = (board: Board) => when(board.pending, (count) => count === 0);

/** Ada's and Bo's boards of one new project. */
async function two() {
  const [ada, bo] = await Promise.all([signUp("Ada"), signUp("Bo")]);
  const { id: workspace } = await ada.api.workspaces.create("Engines");
  await bo.api.workspaces.accept((await ada.api.workspaces.invite(workspace, { role: "member" })).token);
  const [here, there] = [roomOf(ada.api, workspace), roomOf(bo.api, workspace)];
  const project = newKey();
  expect(await here.command({ type: "project.create", project, set: { name: "Looms", key: "LOOM" } })).toMatchObject({
    ok: true,
  });
  const [left, right] = await Promise.all([boardOf(here, project), boardOf(there, project)]);
  return { ada, bo, workspace, project, left, right };
}

it("P3.10 two people see one board, with each other's tasks, moves and undoing", async () => {
  const { left, right, project, workspace, ada } = await two();
  const [todo, doing] = columnsOf(left);
  const [one, two_] = [newKey(), newKey()];
  if (!todo || !doing) throw new Error("a new board has columns");
  void left.act({ type: "task.create", project, task: one, columnId: todo, set: { title: "Warp" } });
  expect(titlesIn(left, todo)).toEqual(["Warp"]);
  await when(right.state, () => titlesIn(right, todo).length === 1);
  void right.act({ type: "task.create", project, task: two_, columnId: todo, set: { title: "Weft" }, before: one });
  await when(left.state, () => titlesIn(left, todo).join() === "Weft,Warp");
  await left.act({ type: "task.move", task: one, columnId: doing });
  await left.act({ type: "task.update", task: one, set: { title: "Warp beam", addAssignees: [ada.id] } });
  await when(right.state, () => titlesIn(right, doing)[0] === "Warp beam");
  await left.history.undo();
  await left.history.undo();
  await when(right.state, () => titlesIn(right, todo).join() === "Weft,Warp");
  await left.history.redo();
  expect(titlesIn(left, doing)).toEqual(["Warp"]);
  await right.act({ type: "task.move", task: one, columnId: todo });
  await when(left.state, () => titlesIn(left, todo).length === 2);
  await left.history.undo();
  expect(left.refusals.entries.value).toMatchObject([{ code: "moved_on" }]);
  await Promise.all([settled(left), settled(right)]);
  expect(left.state.value).toEqual(right.state.value);
  const { items } = await ada.api.tasks.list(workspace, "LOOM");
  expect(items.map(({ key }) => key).toSorted()).toEqual(["LOOM-1", "LOOM-2"]);
  right.company.view(one);
  await when(left.company.company, ({ viewing }) => viewing.get(one)?.[0]?.name === "Bo");
});

it("P3.23 what was asked while the server was dead is done by the next tab, once each and in order, on one socket", async () => {
  const { ada, workspace, project, left } = await two();
  const [todo] = columnsOf(left);
  const browser = new HandTabs();
  const room = roomOf(ada.api, workspace, await CommandKeep.open(ada.id, browser.open()));
  const board = await boardOf(room, project);
  await server.kill();
  await when(room.connection, ({ name }) => name !== "online");
  const titles = Array.from({ length: QUEUED }, (_, index) => `Task ${index}`);
  for (const title of titles) {
    void board.act({
      type: "task.create",
      project,
      task: newKey(),
      ...(todo ? { columnId: todo } : {}),
      set: { title },
    });
  }
  expect(titlesIn(board, todo)).toEqual(titles);
  room.close();
  await server.restart();
  const keep = await CommandKeep.open(ada.id, browser.open());
  const next = roomOf(ada.api, workspace, keep);
  const states: string[] = [];
  next.connection.subscribe(() => states.push(next.connection.value.name));
  const drained = await boardOf(next, project);
  await when(drained.state, () => titlesIn(drained, todo).length === titles.length);
  await settled(drained);
  expect(states).toEqual(["online"]);
  expect(drained.refusals.entries.value).toEqual([]);
  expect(titlesIn(drained, todo)).toEqual(titles);
  left.close();
  const numbers = [...(drained.state.value?.tasks.values() ?? [])].toSorted((a, b) => a.number - b.number);
  expect(numbers.map(({ title }) => title)).toEqual(titles);
  expect(await keep?.holdsUnsent()).toBe(false);
});

it("P3.22 what is shown at once is what the room then does", async () => {
  const { left, project, ada, bo } = await two();
  const columns = columnsOf(left);
  const tasks = Array.from({ length: 5 }, newKey);
  const [bug, idea] = [newKey(), newKey()];
  for (const [part, name] of [
    [bug, "Bug"],
    [idea, "Idea"],
  ]) {
    await left.act(BoardAction.parse({ type: "label.create", project, part, set: { name } }));
  }
  for (const task of tasks) {
    await left.act({ type: "task.create", project, task, set: { title: `Task ${task}`, addLabels: [bug] } });
  }
  const wrong: unknown[] = [];
  for (const action of fc.sample(actionsOn({ tasks, columns, labels: [bug, idea], users: [ada.id, bo.id] }), 200)) {
    const answered = left.act(action);
    const guessed = looks(left);
    const outcome = await answered;
    // What others made of a task while it was archived is not told to a board.
    if (!outcome.ok || action.type === "task.restore") continue;
    const is = looks(left);
    if (JSON.stringify(is) !== JSON.stringify(guessed)) wrong.push({ action, is, guessed });
  }
  expect(wrong).toEqual([]);
});

/** What of a board is to be foreseen: all but times, and by which keys things are in their order. */
function looks(board: Board) {
  const state = board.state.value;
  if (!state) throw new Error("nothing is shown");
  return inOrder(state.columns.values()).map((column) => ({
    ...column,
    order: null,
    tasks: tasksIn(state.tasks, column.id).map(({ updatedAt: _, order: __, ...task }) => task),
  }));
}

/** Anything that may be asked of these. */
function actionsOn(of: {
  tasks: string[];
  columns: string[];
  labels: string[];
  users: string[];
}): fc.Arbitrary<BoardAction> {
  const [task, column] = [fc.constantFrom(...of.tasks), fc.constantFrom(...of.columns)];
  const set = fc.record(
    {
      title: fc.constantFrom(" A ", "B"),
      labels: fc.subarray(of.labels),
      addLabels: fc.subarray(of.labels),
      removeLabels: fc.subarray(of.labels),
      addAssignees: fc.subarray(of.users),
      removeAssignees: fc.subarray(of.users),
      dueDate: fc.constantFrom(null, "2026-11-21"),
      estimate: fc.constantFrom(null, 1.5),
      parentId: fc.constantFrom(null, ...of.tasks),
      checklist: fc.array(
        fc.record(
          {
            id: fc.constantFrom("1", "2", "3"),
            text: fc.constantFrom("a", "b"),
            done: fc.boolean(),
            after: fc.constantFrom(null, "1", "2", "3"),
          },
          { requiredKeys: ["id", "text"] },
        ),
        { maxLength: 4 },
      ),
    },
    { requiredKeys: [] },
  );
  const place = fc.record({ before: task, after: task }, { requiredKeys: [] });
  return fc
    .oneof(
      fc.record({ type: fc.constant("task.update"), task, set }),
      fc.tuple(task, column, place).map(([task, columnId, place]) => ({ type: "task.move", task, columnId, ...place })),
      fc.record({
        type: fc.constant("task.bulk"),
        changes: fc.uniqueArray(
          fc.record({ task, columnId: column, set, before: task, after: task }, { requiredKeys: ["task"] }),
          {
            minLength: 1,
            maxLength: 4,
            selector: (change) => change.task,
          },
        ),
      }),
      fc.record({
        type: fc.constantFrom("task.archive", "task.restore"),
        tasks: fc.uniqueArray(task, { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        type: fc.constantFrom("task.relate", "task.unrelate"),
        task,
        relation: fc.constantFrom("blocks", "relates", "duplicated_by"),
        to: task,
      }),
      fc.record({ type: fc.constantFrom("task.follow", "task.unfollow"), task }),
      fc.record({ type: fc.constant("column.move"), part: column, before: column }),
      fc.record({
        type: fc.constant("column.update"),
        part: column,
        set: fc.constantFrom({ hidden: true }, { hidden: false }, { colour: "#000000" }),
      }),
    )
    .map((action) => BoardAction.parse(action));
}

/** More than one socket may send at once. */
const QUEUED = 220;
