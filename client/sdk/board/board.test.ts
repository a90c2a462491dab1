import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BoardAction } from "../../../durable-objects/workspace/board/protocol.ts";
import { when } from "../observed.ts";
import { BoardBench } from "../testing/board-bench.ts";
import { project } from "../testing/boards.ts";
import type { Fate } from "../testing/fake-room.ts";
import { tasksIn } from "./arrangement.ts";
import type { Board } from "./board.ts";
import { projectsOf } from "./projects.ts";

let bench: BoardBench;
beforeEach(async () => {
  bench = await BoardBench.start();
});
afterEach(() => bench[Symbol.asyncDispose]());

const rename = (task: string, title: string): BoardAction => ({ type: "task.update", task, set: { title } });
const move = (task: string, columnId: string, place = {}): BoardAction => ({
  type: "task.move",
  task,
  columnId,
  ...place,
});
const title = (board: Board, task: string) => board.state.value?.tasks.get(task)?.title;
const inColumn = (board: Board, column: string) => {
  const state = board.state.value;
  return state ? tasksIn(state.tasks, column).map(({ id }) => id) : [];
};

/** What a board showed of something, one entry for each time it was another. */
function film<Value>(board: Board, look: () => Value): Value[] {
  const frames = [look()];
  board.state.subscribe(() => {
    if (frames.at(-1) !== look()) frames.push(look());
  });
  return frames;
}

describe("what is done on a board", () => {
  it("shows at once, and is one command, one effect", async () => {
    const { board, room } = await bench.shown();
    bench.room.pause();
    void board.act({
      type: "task.create",
      project: "p1",
      task: "00000000-0000-4000-8000-000000000001",
      columnId: "todo",
      set: { title: " New " },
      after: "t1",
    });
    expect(inColumn(board, "todo")).toEqual(["t1", "00000000-0000-4000-8000-000000000001", "t2"]);
    expect(board.state.value?.tasks.get("00000000-0000-4000-8000-000000000001")).toMatchObject({
      title: "New",
      number: 0,
      createdBy: "u1",
    });
    expect(board.pending.value).toBe(1);
    bench.room.resume();
    await bench.settled({ room });
    expect(board.state.value).toEqual(bench.room.model.state);
    expect(board.state.value?.tasks.get("00000000-0000-4000-8000-000000000001")?.key).toBe("ENS-4");
    expect(bench.room.done).toHaveLength(1);
  });

  it.each<[string, Fate[], boolean]>([
    ["the event comes before the ack", ["ok"], true],
    ["the ack comes before the event", ["ack first"], true],
    ["the socket breaks before, and what was missed is told", ["break before"], true],
    ["the socket breaks after, and what was missed is told", ["break after"], true],
    ["the socket breaks after, and a fresh state comes", ["break after"], false],
  ])("P3.22 is never seen to go back while %s", async (_, fates, resumes) => {
    const { board, room } = await bench.shown();
    bench.room.resumes = resumes;
    bench.room.fates.push(...fates);
    const titles = film(board, () => title(board, "t1"));
    const places = film(board, () => inColumn(board, "doing").join());
    await Promise.all([board.act(rename("t1", "New")), settle(room)]);
    bench.room.fates.push(...fates);
    await Promise.all([board.act(move("t2", "doing", { before: "t3" })), settle(room)]);
    expect(titles).toEqual(["One", "New"]);
    expect(places).toEqual(["t3", "t2,t3"]);
    expect(board.state.value).toEqual(bench.room.model.state);
    expect(bench.room.done).toHaveLength(2);
  });

  it("stays shown over what others do meanwhile", async () => {
    const { board, room } = await bench.shown();
    bench.room.pause();
    void board.act(rename("t1", "Mine"));
    void board.act(move("t1", "doing"));
    bench.room.act("u2", rename("t1", "Theirs"));
    bench.room.act("u2", move("t3", "done"));
    await when(board.state, () => inColumn(board, "done").includes("t3"));
    expect(title(board, "t1")).toBe("Mine");
    expect(inColumn(board, "doing")).toEqual(["t1"]);
    bench.room.resume();
    await settle(room);
    expect(title(board, "t1")).toBe("Mine");
    expect(board.state.value).toEqual(bench.room.model.state);
  });

  it("vanishes with a reason when it is refused, and the rest stays", async () => {
    const { board, room } = await bench.shown();
    bench.room.fates.push("refuse");
    const refused = board.act(rename("t1", "Not mine"));
    const kept = board.act(rename("t2", "Mine"));
    expect(title(board, "t1")).toBe("Not mine");
    expect(await refused).toEqual({ ok: false, code: "forbidden", message: "Viewers only read." });
    expect(await kept).toMatchObject({ ok: true });
    await settle(room);
    expect([title(board, "t1"), title(board, "t2")]).toEqual(["One", "Mine"]);
    const [told] = board.refusals.entries.value;
    expect(told).toMatchObject({ code: "forbidden", message: "Viewers only read.", command: rename("t1", "Not mine") });
    if (told) board.refusals.dismiss(told.id);
    expect(board.refusals.entries.value).toEqual([]);
  });

  it("is refused here already when it makes no sense", async () => {
    const { board } = await bench.shown();
    expect(await board.act(rename("t1", " "))).toMatchObject({ ok: false, code: "invalid" });
    expect(title(board, "t1")).toBe("One");
    expect(board.refusals.entries.value).toHaveLength(1);
  });

  it("leaves every other task, and what is shown of it again, the same objects", async () => {
    const { board } = await bench.shown();
    bench.room.pause();
    void board.act(rename("t1", "Mine"));
    const [mine, other, todo] = [
      board.state.value?.tasks.get("t1"),
      board.state.value?.tasks.get("t2"),
      inState(board, "todo"),
    ];
    bench.room.act("u2", rename("t3", "Theirs"));
    await when(board.state, () => title(board, "t3") === "Theirs");
    expect(board.state.value?.tasks.get("t1")).toBe(mine);
    expect(board.state.value?.tasks.get("t2")).toBe(other);
    expect(inState(board, "todo")).toBe(todo);
    bench.room.resume();
  });

  it("restores at once what was archived here before", async () => {
    const { board, room } = await bench.shown();
    await board.act({ type: "task.archive", tasks: ["t1"] });
    await settle(room);
    expect(inColumn(board, "todo")).toEqual(["t2"]);
    bench.room.pause();
    void board.act({ type: "task.restore", tasks: ["t1"] });
    expect(inColumn(board, "todo")).toEqual(["t1", "t2"]);
    bench.room.resume();
  });
});

describe("a board", () => {
  it("is followed while the workspace lists its project, and gone with it", async () => {
    bench.room.projects = [];
    const { board, room } = bench.client();
    await when(room.state, (state) => state !== null);
    expect(board.state.value).toBeNull();
    bench.room.say({ stream: "room", seq: 1, at: 1, by: "u2", type: "project.created", project: project() });
    await when(board.state, (state) => state?.tasks.size === 3);
    bench.room.say({
      stream: "room",
      seq: 2,
      at: 1,
      by: "u2",
      type: "project.deleted",
      project: "p1",
      key: "ENS",
      name: "Engines",
    });
    await when(board.state, (state) => state === null);
  });

  it("has its project listed under a new name at once", async () => {
    const { board, room } = await bench.shown();
    const projects = projectsOf(room);
    bench.room.pause();
    void board.act({ type: "project.update", project: "p1", set: { name: "Looms", key: "LOOM" } });
    const id = "00000000-0000-4000-8000-000000000002";
    void room.command({ type: "project.create", project: id, set: { name: "Second" } });
    expect(projects.value.map(({ name }) => name)).toEqual(["Looms", "Second"]);
    expect(projects.value).toBe(projects.value);
    expect(board.state.value?.tasks.get("t1")?.key).toBe("LOOM-1");
    bench.room.resume();
  });
});

const actions: fc.Arbitrary<BoardAction> = fc.oneof(
  fc.tuple(fc.constantFrom("t1", "t2", "t3"), fc.constantFrom("A", "B")).map(([task, to]) => rename(task, to)),
  fc
    .tuple(fc.constantFrom("t1", "t2", "t3"), fc.constantFrom("todo", "doing"), fc.constantFrom("t1", "t2", undefined))
    .map(([task, column, before]) => move(task, column, before === undefined ? {} : { before })),
  fc.constantFrom("t1", "t2").map((each): BoardAction => ({ type: "task.archive", tasks: [each] })),
  fc.constantFrom("t1", "t2").map((each): BoardAction => ({ type: "task.restore", tasks: [each] })),
);
const fates = fc.constantFrom<Fate>("ok", "ok", "ack first", "refuse", "break before", "break after");
type Turn = { by: "u1" | "u2"; action: BoardAction; wait: boolean } | "reconnect" | "fresh";
const turns: fc.Arbitrary<Turn> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ by: fc.constantFrom("u1" as const, "u2" as const), action: actions, wait: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constantFrom("reconnect" as const, "fresh" as const) },
);

it("P2.20 through refusals, breaks, repeats and any order of acks and events all boards end as the room's, each command done once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(turns, { minLength: 1, maxLength: 12 }),
      fc.array(fates, { maxLength: 12 }),
      async (plan, fates) => {
        await using bench = await BoardBench.start();
        bench.room.fates.push(...fates);
        const [one, other] = [await bench.shown("u1"), await bench.shown("u2")];
        const asked: Promise<unknown>[] = [];
        for (const turn of plan) {
          if (turn === "reconnect" || turn === "fresh") {
            bench.room.resumes = turn === "reconnect";
            bench.room.break();
          } else {
            asked.push((turn.by === "u1" ? one : other).board.act(turn.action));
            if (turn.wait) await bench.settled(one, other);
          }
        }
        await bench.settled(one, other);
        await Promise.all(asked);
        // What is told last arrives last, at both.
        bench.room.act("u3", rename("t3", "The end"));
        await Promise.all([one, other].map(({ board }) => when(board.state, () => title(board, "t3") === "The end")));
        expect(one.board.state.value).toEqual(bench.room.model.state);
        expect(other.board.state.value).toEqual(bench.room.model.state);
        expect(new Set(bench.room.done).size).toBe(bench.room.done.length);
      },
    ),
    { numRuns: 40 },
  );
});

function inState(board: Board, column: string) {
  return board.state.value && tasksIn(board.state.value.tasks, column);
}

function settle(room: Parameters<BoardBench["settled"]>[0]["room"]): Promise<void> {
  return bench.settled({ room });
}
