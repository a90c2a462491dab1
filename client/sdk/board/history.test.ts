import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BoardAction, type TaskSet } from "../../../durable-objects/workspace/board/protocol.ts";
import { when } from "../observed.ts";
import { BoardBench } from "../testing/board-bench.ts";
import type { WorkspaceRoom } from "../workspace.ts";
import { tasksIn } from "./arrangement.ts";
import type { Board } from "./board.ts";
import { checklistBetween } from "./inverse-tasks.ts";
import { inOrder } from "./order.ts";
import { checklistAfter } from "./predict/task-set.ts";
import type { BoardState } from "./state.ts";

let bench: BoardBench;
let board: Board;
beforeEach(async () => {
  bench = await BoardBench.start();
  ({ board } = await bench.shown());
});
afterEach(() => bench[Symbol.asyncDispose]());

const update = (task: string, set: TaskSet): BoardAction => ({ type: "task.update", task, set });
const shown = (of: Board = board): BoardState => {
  const state = of.state.value;
  if (!state) throw new Error("nothing is shown");
  return state;
};
const title = (task: string) => shown().tasks.get(task)?.title;

/** What of a board an undo brings back: all but when things were changed, who follows, and how places are written. */
function essence({ project, columns, labels, tasks }: BoardState, sequence: "placed" | "anyhow" = "placed") {
  const parts = <Part extends { id: string; order: string }>(all: ReadonlyMap<string, Part>) =>
    inOrder(all.values()).map(({ order: _, ...part }) => part);
  const inColumn = (id: string) =>
    sequence === "placed" ? tasksIn(tasks, id) : tasksIn(tasks, id).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const held = [...columns.keys()].map((id) => [
    id,
    inColumn(id).map(({ order: _, updatedAt: __, followers: ___, ...task }) => ({
      ...task,
      labels: task.labels.toSorted(),
      relations: task.relations.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    })),
  ]);
  return { project, columns: parts(columns), labels: parts(labels), tasks: Object.fromEntries(held) };
}

describe("undo and redo", () => {
  it("P3.25 takes back and does again, named in words", async () => {
    expect([board.history.canUndo.value, board.history.canRedo.value]).toEqual([null, null]);
    await board.act(update("t1", { title: "New" }));
    expect(board.history.canUndo.value).toBe("Edit “One”");
    expect(await board.history.undo()).toBe("Edit “One”");
    expect(title("t1")).toBe("One");
    expect([board.history.canUndo.value, board.history.canRedo.value]).toEqual([null, "Edit “New”"]);
    expect(await board.history.redo()).toBe("Edit “New”");
    expect(title("t1")).toBe("New");
    await board.act(update("t2", { title: "Other" }));
    expect(await board.history.redo()).toBeNull();
    expect(board.history.canRedo.value).toBeNull();
    expect(bench.room.model.state).toEqual(board.state.value);
  });

  it("takes several changes of one field back one after another, and does them again", async () => {
    for (const to of ["A", "B", "C"]) await board.act(update("t1", { title: to }));
    const seen: (string | undefined)[] = [];
    for (let step = 0; step < 3; step++) {
      await board.history.undo();
      seen.push(title("t1"));
    }
    for (let step = 0; step < 3; step++) {
      await board.history.redo();
      seen.push(title("t1"));
    }
    expect(seen).toEqual(["B", "A", "One", "A", "B", "C"]);
    expect(board.refusals.entries.value).toEqual([]);
  });

  it("P3.25 leaves what others have changed since, drops the step and says so", async () => {
    await board.act(update("t2", { title: "Before" }));
    await board.act(update("t1", { title: "Mine", estimate: 3 }));
    bench.room.act("u2", update("t1", { title: "Theirs" }));
    await when(board.state, () => title("t1") === "Theirs");
    expect(await board.history.undo()).toBeNull();
    expect(shown().tasks.get("t1")).toMatchObject({ title: "Theirs", estimate: 3 });
    expect(board.refusals.entries.value).toMatchObject([
      { code: "moved_on", message: "This was changed again since, so it was left as it is." },
    ]);
    expect(board.history.canUndo.value).toBe("Edit “Two”");
    await board.history.undo();
    expect(title("t2")).toBe("Two");
  });

  it("is guarded by the room too, against what is not told yet", async () => {
    await board.act(update("t1", { title: "Mine" }));
    bench.room.model.act(update("t1", { title: "Untold" }), "u2");
    await board.history.undo();
    expect(bench.room.model.state.tasks.get("t1")?.title).toBe("Untold");
    expect(board.refusals.entries.value).toMatchObject([{ code: "moved_on" }]);
  });

  it.each([
    ["has told of", (change: BoardAction) => bench.room.act("u2", change)],
    ["has not told of yet", (change: BoardAction) => void bench.room.model.act(change, "u2")],
  ])("P3.25 leaves a task that one made and others changed since, which the room %s", async (_, byAnother) => {
    const task = uuid(1);
    await board.act({ type: "task.create", project: "p1", task, set: { title: "Mine" } });
    byAnother(update(task, { estimate: 3 }));
    expect(await board.history.undo()).toBeNull();
    expect(bench.room.model.state.tasks.get(task)).toMatchObject({ title: "Mine", estimate: 3 });
    expect(board.refusals.entries.value).toMatchObject([{ code: "moved_on" }]);
  });

  it.each([
    ["oneself changed in another tab", "u1"],
    ["a rule changed", null],
  ])("takes back a task that one made and %s", async (_, by) => {
    const task = uuid(1);
    await board.act({ type: "task.create", project: "p1", task, set: { title: "Mine" } });
    bench.room.act(by, update(task, { estimate: 3 }));
    await when(board.state, () => shown().tasks.get(task)?.estimate === 3);
    expect(await board.history.undo()).toBe("Add “Mine”");
    expect(shown().tasks.has(task)).toBe(false);
  });

  it("does not mind what others changed of other fields", async () => {
    await board.act(update("t1", { title: "Mine" }));
    bench.room.act("u2", update("t1", { estimate: 5 }));
    await when(board.state, () => shown().tasks.get("t1")?.estimate === 5);
    await board.history.undo();
    expect(shown().tasks.get("t1")).toMatchObject({ title: "One", estimate: 5 });
  });

  it("P3.25 puts many back where they were in their columns, and again where they were brought", async () => {
    bench.room.act("u2", { type: "task.move", task: "t3", columnId: "todo", before: "t2" });
    await when(board.state, () => shown().tasks.get("t3")?.columnId === "todo");
    const titles = (column: string) => tasksIn(shown().tasks, column).map(({ title }) => title);
    const changes = ["t3", "t1"].map((task) => ({ task, columnId: "done", set: { addLabels: ["bug"] } }));
    await board.act({ type: "task.bulk", changes });
    expect([titles("todo"), titles("done")]).toEqual([["Two"], ["Three", "One"]]);
    await board.history.undo();
    expect([titles("todo"), titles("done")]).toEqual([["One", "Three", "Two"], []]);
    expect(shown().tasks.get("t1")?.labels).toEqual([]);
    await board.history.redo();
    expect([titles("todo"), titles("done")]).toEqual([["Two"], ["Three", "One"]]);
    expect(bench.room.model.state).toEqual(board.state.value);
  });

  it("waits for what was just asked, and takes that back", async () => {
    await board.act(update("t2", { title: "Earlier" }));
    const asked = board.act(update("t1", { title: "Just now" }));
    await Promise.all([asked, board.history.undo()]);
    expect([title("t1"), title("t2")]).toEqual(["One", "Earlier"]);
  });

  it("P3.29 takes back in one step what was done together, and does it again so", async () => {
    const titles = () => [title("t1"), title("t2")];
    const before = titles();
    await board.actTogether([update("t1", { title: "A" }), update("t2", { title: "B" })], "Rename two");
    expect(board.history.canUndo.value).toBe("Rename two");
    expect(await board.history.undo()).toBe("Rename two");
    expect(titles()).toEqual(before);
    expect([board.history.canUndo.value, board.history.canRedo.value]).toEqual([null, "Rename two"]);
    expect(await board.history.redo()).toBe("Rename two");
    expect(titles()).toEqual(["A", "B"]);
  });

  it("takes back only what this tab did", async () => {
    const other = await bench.shown();
    await board.act(update("t1", { title: "Here" }));
    await other.board.act(update("t2", { title: "There" }));
    await when(board.state, () => title("t2") === "There");
    await board.history.undo();
    await board.history.undo();
    expect([title("t1"), title("t2")]).toEqual(["One", "There"]);
    expect(other.board.history.canUndo.value).toBe("Edit “Two”");
  });
});

describe("undo and redo while the room cannot be reached", () => {
  let room: WorkspaceRoom;
  beforeEach(async () => {
    ({ room, board } = await bench.shown());
  });
  const cut = async () => {
    bench.room.break();
    await when(room.connection, ({ name }) => name !== "online");
  };
  const back = async () => {
    bench.page.say("online");
    await when(room.pending, (pending) => pending.length === 0);
    expect(bench.room.model.state).toEqual(board.state.value);
    expect(board.refusals.entries.value).toEqual([]);
  };

  it("P3.31 takes back at once what was not sent yet, and that never comes to the room", async () => {
    await cut();
    const outcome = board.act(update("t1", { title: "Mine" }));
    expect([title("t1"), board.history.canUndo.value]).toEqual(["Mine", "Edit “One”"]);
    expect(await board.history.undo()).toBe("Edit “One”");
    expect(await outcome).toMatchObject({ ok: false, code: "withdrawn" });
    expect([title("t1"), room.pending.value]).toEqual(["One", []]);
    expect([board.history.canUndo.value, board.history.canRedo.value]).toEqual([null, "Edit “One”"]);
    void board.history.redo();
    expect(title("t1")).toBe("Mine");
    await back();
    expect(title("t1")).toBe("Mine");
    await board.history.undo();
    expect(title("t1")).toBe("One");
  });

  it("P3.32 shows at once that what the room has is taken back, and asks for it when it can", async () => {
    await board.act(update("t1", { title: "Mine" }));
    await board.act(update("t2", { title: "Mine too" }));
    await cut();
    void board.act(update("t3", { title: "Unsent" }));
    const undone = [1, 2, 3].map(() => board.history.undo());
    expect([title("t1"), title("t2"), title("t3")]).toEqual(["One", "Two", "Three"]);
    expect(board.history.waits).toBe(false);
    expect(board.history.canRedo.value).toBe("Edit “One”");
    void board.history.redo();
    expect([title("t1"), title("t2")]).toEqual(["Mine", "Two"]);
    await back();
    expect(await Promise.all(undone)).toEqual(["Edit “Three”", "Edit “Two”", null]);
    expect([title("t1"), title("t2"), title("t3")]).toEqual(["Mine", "Two", "Three"]);
    expect(await board.history.redo()).toBe("Edit “Mine too”");
    expect(await board.history.redo()).toBe("Edit “Three”");
    expect([title("t1"), title("t2"), title("t3")]).toEqual(["Mine", "Mine too", "Unsent"]);
  });

  it("waits with a second step on the same field, which the answer to the first guards", async () => {
    for (const to of ["A", "B"]) await board.act(update("t1", { title: to }));
    await cut();
    void board.history.undo();
    expect([title("t1"), board.history.waits]).toEqual(["A", false]);
    const second = board.history.undo();
    expect([title("t1"), board.history.waits]).toEqual(["A", true]);
    await back();
    await second;
    expect([title("t1"), board.history.waits]).toEqual(["One", false]);
  });

  it("takes back together what was asked together, and forgets what a new act ends", async () => {
    await cut();
    void board.actTogether([update("t1", { title: "A" }), update("t2", { title: "B" })], "Rename two");
    expect(await board.history.undo()).toBe("Rename two");
    expect([title("t1"), title("t2")]).toEqual(["One", "Two"]);
    void board.act(update("t3", { title: "New" }));
    expect(board.history.canRedo.value).toBeNull();
    expect(await board.history.redo()).toBeNull();
    await back();
    expect(board.history.canRedo.value).toBeNull();
    expect(title("t3")).toBe("New");
  });
});

const uuid = (index: number) => `00000000-0000-4000-8000-00000000000${index}`;
const id = fc.constantFrom("t1", "t2", "t3");
const actions: fc.Arbitrary<BoardAction> = fc
  .oneof(
    fc.record({
      type: fc.constant("task.create"),
      project: fc.constant("p1"),
      task: fc.nat(3).map(uuid),
      set: fc.constant({ title: "New" }),
    }),
    fc.record({
      type: fc.constant("task.update"),
      task: id,
      set: fc.record(
        {
          title: fc.constantFrom("A", "B"),
          addLabels: fc.subarray(["bug", "idea"]),
          removeLabels: fc.subarray(["bug", "idea"]),
          dueDate: fc.constantFrom(null, "2026-11-21"),
          priority: fc.constantFrom("urgent", "none"),
          parentId: fc.constantFrom(null, "t1"),
          fields: fc.constantFrom({ size: "s" }, { size: null }, { size: "l" }),
          checklist: fc.constantFrom(
            [{ id: "c1", text: "a" }],
            [{ id: "c2", text: "b", after: null }],
            [{ id: "c1", gone: true }],
          ),
        },
        { requiredKeys: [] },
      ),
    }),
    fc
      .record({ type: fc.constant("task.move"), task: id, columnId: fc.constantFrom("todo", "doing"), before: id })
      .map(({ before, ...move }) => ({ ...move, before })),
    fc
      .tuple(fc.subarray(["t1", "t2", "t3"], { minLength: 2 }), fc.constantFrom("todo", "doing"))
      .map(([tasks, columnId]) => ({ type: "task.bulk", changes: tasks.map((task) => ({ task, columnId })) })),
    fc.record({ type: fc.constantFrom("task.archive", "task.restore"), tasks: fc.tuple(id) }),
    fc.record({
      type: fc.constantFrom("task.relate", "task.unrelate"),
      task: id,
      relation: fc.constantFrom("blocks", "relates"),
      to: id,
    }),
    fc.record({
      type: fc.constant("column.update"),
      part: fc.constantFrom("todo", "done"),
      set: fc.constantFrom({ name: "Other" }, { wipLimit: 3, hidden: true }),
    }),
    fc.record({
      type: fc.constant("column.move"),
      part: fc.constantFrom("todo", "done"),
      before: fc.constantFrom("todo", "doing"),
    }),
    fc.record({ type: fc.constantFrom("label.archive", "label.restore"), part: fc.constantFrom("bug", "idea") }),
    fc.record({
      type: fc.constant("project.update"),
      project: fc.constant("p1"),
      set: fc.constantFrom({ name: "Looms" }, { colour: "#000000" }),
    }),
  )
  .map((action) => BoardAction.parse(action));

/** Comes and goes; what comes back comes to the key it had, and behind whatever has that by then. */
const comesAndGoes = ({ type }: BoardAction) => ["task.create", "task.archive", "task.restore"].includes(type);

const plans = fc.oneof(
  fc.array(actions, { maxLength: 8 }).map((all) => ({ all, sequence: "anyhow" as const })),
  fc
    .array(
      actions.filter((action) => !comesAndGoes(action)),
      { maxLength: 8 },
    )
    .map((all) => ({ all, sequence: "placed" as const })),
);

it("P3.25 whatever one did alone, undone to the beginning it is as it was, and redone as it became", async () => {
  await fc.assert(
    fc.asyncProperty(plans, async ({ all, sequence }) => {
      await using bench = await BoardBench.start();
      const { board } = await bench.shown();
      const start = essence(shown(board), sequence);
      for (const action of all) await board.act(action);
      const end = essence(shown(board), sequence);
      while (board.history.canUndo.value !== null) await board.history.undo();
      expect(essence(shown(board), sequence)).toEqual(start);
      while (board.history.canRedo.value !== null) await board.history.redo();
      expect(essence(shown(board), sequence)).toEqual(end);
      expect(board.refusals.entries.value).toEqual([]);
      expect(shown(board)).toEqual(bench.room.model.state);
    }),
    { numRuns: 100 },
  );
});

it("makes any checklist of any other", () => {
  const lists = fc.uniqueArray(
    fc.record({ id: fc.constantFrom("1", "2", "3", "4", "5"), text: fc.constantFrom("a", "b"), done: fc.boolean() }),
    { selector: (item) => item.id },
  );
  fc.assert(
    fc.property(lists, lists, (from, to) => {
      expect(checklistAfter(from, checklistBetween(from, to))).toEqual(to);
    }),
    { numRuns: 1_000 },
  );
});
