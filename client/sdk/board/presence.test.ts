import { afterEach, beforeEach, expect, it } from "vitest";
import { when } from "../observed.ts";
import { BoardBench } from "../testing/board-bench.ts";
import { PRESENCE_EVERY_MS } from "./presence.ts";

let bench: BoardBench;
beforeEach(async () => {
  bench = await BoardBench.start();
});
afterEach(() => bench[Symbol.asyncDispose]());

/** Waits until the room has heard `count` words of presence. */
async function heard(count: number): Promise<Record<string, unknown>[]> {
  while (bench.room.presence.length < count) await new Promise((resolve) => setImmediate(resolve));
  return bench.room.presence;
}

const peer = (connection: string, user: string, board: object) => {
  return { connection, user, name: user.toUpperCase(), role: "member", state: { board } };
};

it("P8.30 says where one is, what one drags at most ten times a second, and always where it ended", async () => {
  const { board } = await bench.shown();
  expect(await heard(1)).toEqual([{ type: "presence", state: { board: { project: "p1" } } }]);
  bench.clock.advance(PRESENCE_EVERY_MS);
  for (const before of ["t1", "t2", null]) board.company.drag({ task: "t3", columnId: "todo", before });
  await heard(2);
  bench.clock.advance(PRESENCE_EVERY_MS - 1);
  board.company.drag({ task: "t3", columnId: "done", before: null });
  expect(bench.clock.waiting[0]).toBe(1);
  bench.clock.advance(1);
  board.company.drag(null);
  bench.clock.advance(PRESENCE_EVERY_MS);
  board.company.view("t1");
  board.company.type({ task: "t1", field: "title" });
  bench.clock.advance(PRESENCE_EVERY_MS);
  board.close();
  const said = (await heard(6)).map(({ state }) => state);
  expect(said.slice(1)).toEqual([
    { board: { project: "p1", drag: { task: "t3", columnId: "todo", before: "t1" } } },
    { board: { project: "p1", drag: { task: "t3", columnId: "done", before: null } } },
    { board: { project: "p1" } },
    { board: { project: "p1", task: "t1", typing: { task: "t1", field: "title" } } },
    { board: {} },
  ]);
});

it("knows who is on the board, and what they open, drag and type in; and nothing of what is no presence", async () => {
  const { board } = await bench.shown();
  const peers = {
    a: peer("a", "ada", { project: "p1", task: "t1" }),
    b: peer("b", "bo", { project: "p1", drag: { task: "t2", columnId: "doing", before: "t3" } }),
    b2: peer("b2", "bo", { project: "p1", typing: { columnId: "todo", field: "title" } }),
    c: peer("c", "cy", { project: "p2", task: "t1" }),
    d: peer("d", "di", { project: "p1", task: 7 }),
    e: peer("e", "u1", { project: "p1", task: "t1", typing: { task: "t1", field: "title" } }),
  };
  bench.room.say({ type: "presence", peers });
  const company = await when(board.company.company, ({ people }) => people.length > 0);
  expect(company.people).toEqual([
    { user: "ada", name: "ADA" },
    { user: "bo", name: "BO" },
  ]);
  const users = (some: readonly { user: string }[] | undefined) => some?.map(({ user }) => user);
  expect(users(company.viewing.get("t1"))).toEqual(["ada", "u1"]);
  expect(company.dragging.get("t2")).toMatchObject({
    user: "bo",
    presence: { drag: { columnId: "doing", before: "t3" } },
  });
  expect(users(company.typing.get("t1"))).toEqual(["u1"]);
  expect(users(company.adding.get("todo"))).toEqual(["bo"]);
  bench.room.say({ type: "presence", peers: { a: null, b: null, b2: null } });
  await when(board.company.company, ({ people }) => people.length === 0);
});
