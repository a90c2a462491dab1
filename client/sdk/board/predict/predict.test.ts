import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoardAction, type BoardDelta, type TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { board, task } from "../../testing/boards.ts";
import { tasksIn } from "../arrangement.ts";
import { applyDelta, applyTo } from "../delta.ts";
import { BoardDraft } from "../draft.ts";
import type { BoardState } from "../state.ts";
import { predict } from "./predict.ts";

const moment = { user: "me", at: 9 };

function predicted(state: BoardState, action: BoardAction): BoardDelta | null {
  return predict({ board: new BoardDraft(state), former: new Map() }, action, moment);
}

function doing(state: BoardState, action: BoardAction): BoardState {
  return applyDelta(state, predicted(state, action) ?? {});
}

const uuid = (index: number) => `00000000-0000-4000-8000-00000000000${index}`;
const id = fc.constantFrom("t1", "t2", "t3", "t4");
const columnId = fc.constantFrom("todo", "doing", "done");
const place = fc.record({ before: id, after: id }, { requiredKeys: [] });
const users = fc.subarray(["me", "bo"]);
const labels = fc.subarray(["bug", "idea"]);
const checks = fc.array(
  fc.record(
    {
      id: fc.constantFrom("c1", "c2", "c3"),
      text: fc.constantFrom("a", "b"),
      done: fc.boolean(),
      after: fc.constantFrom(null, "c1", "c2"),
      gone: fc.constant(true as const),
    },
    { requiredKeys: ["id"] },
  ),
  { maxLength: 3 },
);
const sets: fc.Arbitrary<TaskSet> = fc.record(
  {
    title: fc.constantFrom("One", "Two"),
    labels,
    addLabels: labels,
    removeLabels: labels,
    assignees: users,
    addAssignees: users,
    removeAssignees: users,
    priority: fc.constantFrom("urgent" as const, "low" as const),
    dueDate: fc.constantFrom(null, "2026-11-21"),
    estimate: fc.constantFrom(null, 3),
    fields: fc.constantFrom({ size: "s" }, { size: null }),
    parentId: fc.constantFrom(null, "t1"),
  },
  { requiredKeys: [] },
);

const actions: fc.Arbitrary<BoardAction> = fc
  .oneof(
    fc.record({
      type: fc.constant("task.create"),
      project: fc.constant("p1"),
      task: fc.nat(3).map(uuid),
      columnId,
      set: sets.map(({ removeLabels: _, removeAssignees: __, ...set }) => ({ title: "New", ...set })),
    }),
    fc.record({ type: fc.constant("task.update"), task: id, set: sets }),
    fc
      .record({ type: fc.constant("task.move"), task: id, columnId, at: place })
      .map(({ at, ...move }) => ({ ...move, ...at })),
    fc.record({
      type: fc.constant("task.bulk"),
      changes: fc.uniqueArray(fc.record({ task: id, columnId, set: sets }), {
        selector: (change) => change.task,
        minLength: 1,
      }),
    }),
    fc.record({
      type: fc.constantFrom("task.archive", "task.delete", "task.restore"),
      tasks: fc.uniqueArray(id, { minLength: 1 }),
    }),
    fc.record({
      type: fc.constantFrom("task.relate", "task.unrelate"),
      task: id,
      relation: fc.constantFrom("blocks", "relates", "duplicated_by"),
      to: id,
    }),
    fc.record({ type: fc.constantFrom("task.follow", "task.unfollow"), task: id }),
    fc.record({
      type: fc.constant("column.create"),
      project: fc.constant("p1"),
      part: fc.nat(3).map(uuid),
      set: fc.constant({ name: "New", kind: "todo" }),
    }),
    fc.record({
      type: fc.constant("column.update"),
      part: columnId,
      set: fc.constantFrom({ name: "Other" }, { wipLimit: 3 }),
    }),
    fc.record({ type: fc.constant("column.move"), part: columnId, before: columnId }),
    fc.record({ type: fc.constantFrom("column.archive", "column.restore", "column.delete"), part: columnId }),
    fc.record({ type: fc.constant("column.delete"), part: fc.constant("todo"), moveTasksTo: fc.constant("done") }),
    fc.record({ type: fc.constant("label.delete"), part: fc.constantFrom("bug", "idea") }),
    fc.record({
      type: fc.constant("project.update"),
      project: fc.constant("p1"),
      set: fc.constantFrom({ key: "LOOM" }, { name: "Looms" }),
    }),
    fc.record({ type: fc.constantFrom("project.archive", "project.restore"), project: fc.constant("p1") }),
  )
  .map((action) => BoardAction.parse(action));

const start = board([
  task("t1", { number: 1, order: "a0", labels: ["bug"] }),
  task("t2", { number: 2, order: "a1", assignees: ["bo"] }),
  task("t3", { number: 3, order: "a0", columnId: "doing", checklist: [{ id: "c1", text: "a", done: false }] }),
  task("t4", { number: 4, order: "a2", parentId: "t1", fields: { size: "m" } }),
]);

describe("predictions", () => {
  it("P3.22 shown over a board that has the effect already, a command changes nothing more", () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 4 }), actions, (before, action) => {
        const state = before.reduce(doing, start);
        const once = doing(state, action);
        expect(doing(once, action)).toEqual(once);
      }),
      { numRuns: 1_500 },
    );
  });

  it("keep columns in order however tasks are put into one gap", () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 8 }), (all) => {
        const draft = new BoardDraft(start);
        for (const action of all) {
          const delta = predict({ board: draft, former: new Map() }, action, moment);
          if (delta) applyTo(draft, delta);
          const state = draft.done();
          for (const id of ["todo", "doing", "done"]) {
            const here = [...state.tasks.values()].filter((each) => each.columnId === id).map((each) => each.order);
            expect(new Set(here).size).toBe(here.length);
            expect(draft.tasksIn(id).map((each) => each.order)).toEqual(here.toSorted((a, b) => (a < b ? -1 : 1)));
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("merge checklists, labels, people and fields into what is there", () => {
    const set = { addLabels: ["idea"], removeLabels: ["bug"], addAssignees: ["me"], fields: { size: "s" } };
    expect(doing(start, { type: "task.update", task: "ENS-1", set }).tasks.get("t1")).toMatchObject({
      labels: ["idea"],
      assignees: ["me"],
      followers: ["u1", "me"],
      fields: { size: "s" },
      updatedAt: 9,
    });
    const checklist = [
      { id: "c2", text: "b", after: null },
      { id: "c1", done: true },
    ];
    expect(doing(start, { type: "task.update", task: "t3", set: { checklist } }).tasks.get("t3")?.checklist).toEqual([
      { id: "c2", text: "b", done: false },
      { id: "c1", text: "a", done: true },
    ]);
  });

  it("put a checklist in any order, again and again the same", () => {
    fc.assert(
      fc.property(checks, (checklist) => {
        const named = [...new Map(checklist.map((change) => [change.id, change])).values()];
        const state = doing(start, { type: "task.update", task: "t3", set: { checklist: named } });
        const ids = state.tasks.get("t3")?.checklist.map((item) => item.id) ?? [];
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it("move a task between two others, to another project, and with its column", () => {
    const between = doing(start, { type: "task.move", task: "t3", columnId: "todo", before: "t2" });
    expect(tasksIn(between.tasks, "todo").map((each) => each.id)).toEqual(["t1", "t3", "t2", "t4"]);
    expect(doing(start, { type: "task.move", task: "t3", columnId: "elsewhere" }).tasks.has("t3")).toBe(false);
    const gone = doing(start, { type: "column.delete", part: "todo", moveTasksTo: "doing" });
    expect(tasksIn(gone.tasks, "doing").map((each) => each.id)).toEqual(["t3", "t1", "t2", "t4"]);
  });

  it("leave a task that is put beside itself where it is, and bring it into another column all the same", () => {
    const besideItself = (columnId: string): BoardAction => {
      return { type: "task.bulk", changes: [{ task: "t1", columnId, after: "t1" }] };
    };
    const ids = (state: BoardState, columnId: string) => tasksIn(state.tasks, columnId).map((each) => each.id);
    expect(ids(doing(start, besideItself("todo")), "todo")).toEqual(ids(start, "todo"));
    expect(ids(doing(start, besideItself("doing")), "doing")).toEqual([...ids(start, "doing"), "t1"]);
  });

  it("archive sub-tasks with their task, and delete them not", () => {
    expect([...doing(start, { type: "task.archive", tasks: ["t1"] }).tasks.keys()]).toEqual(["t2", "t3"]);
    const deleted = doing(start, { type: "task.delete", tasks: ["t1"] });
    expect(deleted.tasks.get("t4")).toMatchObject({ parentId: null });
  });
});
