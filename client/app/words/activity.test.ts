import { expect, it } from "vitest";
import { BOARD_EVENTS, type TaskChange } from "../../../durable-objects/workspace/board/protocol.ts";
import type { Activity } from "../../../durable-objects/workspace/board/reading/protocol.ts";
import { type ActivityNames, activityInWords } from "./activity.ts";

const names: ActivityNames = {
  column: (id) => ({ todo: "To do", doing: "Doing" })[id],
  label: (id) => ({ bug: "Bug" })[id],
  person: (id) => ({ ada: "Ada" })[id],
  field: (id) => ({ area: "Area" })[id],
  value: (_, value) => `${value}`,
  task: (id) => ({ other: "ENS-2" })[id],
  today: "2026-11-21",
};

function entry(type: string, change?: Omit<TaskChange, "id">, more: Partial<Activity> = {}): Activity {
  return {
    position: 1,
    type,
    at: 0,
    by: "ada",
    projectId: "p",
    about: ["t"],
    aboutCount: 1,
    tasks: [],
    part: null,
    rule: null,
    forced: [],
    comment: null,
    changes: change ? [{ id: "t", ...change }] : [],
    detail: {},
    ...more,
  };
}

const told = (activity: Activity) => activityInWords(activity, "t", names).join(", ");

it("says what a rule noted, beside what it changed", () => {
  const change = { set: { priority: "low" as const }, was: { priority: "none" as const } };
  expect(told(entry("task.updated", change, { comment: "Well done" }))).toBe(
    "set its priority to low, noted: Well done",
  );
  expect(told(entry("task.updated", undefined, { comment: "Well done" }))).toBe("noted: Well done");
});

it("says a move with both columns, and what was gone against", () => {
  const moved = { set: { columnId: "doing", order: "a1" }, was: { columnId: "todo", order: "a0" } };
  expect(told(entry("task.moved", moved, { forced: ["wip_limit"] }))).toBe(
    "moved it from “To do” to “Doing”, although the column was full",
  );
  expect(told(entry("task.moved", { set: { order: "a1" }, was: { order: "a0" } }))).toBe("moved it within its column");
});

it("says what was set, added and taken away, and calls what is gone by no name", () => {
  expect(
    told(
      entry("task.updated", {
        set: { title: "New", priority: "high", dueDate: "2026-12-24", labels: ["gone"], assignees: ["ada"] },
        was: { title: "Old", priority: "none", dueDate: null, labels: ["bug"], assignees: [] },
      }),
    ),
  ).toMatch(
    /^renamed it from “Old” to “New”, set its priority to high, set its due date to .*, put on a label, took off Bug, assigned Ada$/,
  );
  expect(told(entry("task.updated", { set: { parentId: "other" }, was: { parentId: null } }))).toBe(
    "made it a sub-task of ENS-2",
  );
  expect(told(entry("task.updated", { set: { fields: { area: "x" } }, was: { fields: {} } }))).toBe(
    "set its “Area” to x",
  );
  expect(told(entry("task.updated", { set: { estimate: 3 }, was: { estimate: 2 } }))).toBe(
    "changed its estimate from 2 to 3",
  );
  expect(told(entry("task.updated", { set: { estimate: null }, was: { estimate: 2 } }))).toBe(
    "took its estimate away, which was 2",
  );
});

it("says how it stands to others, and what came of that", () => {
  const blocked = { type: "blocked_by" as const, taskId: "other" };
  expect(told(entry("task.related", { set: { relations: [blocked] }, was: { relations: [] } }))).toBe(
    "said that it is blocked by ENS-2",
  );
  expect(told(entry("task.unrelated", { set: { relations: [] }, was: { relations: [blocked] } }))).toBe(
    "took back that it is blocked by ENS-2",
  );
});

it("says which items of the checklist came, went, were checked, rewritten or put elsewhere", () => {
  const [bake, eat] = [
    { id: "i", text: "Bake", done: false },
    { id: "j", text: "Eat", done: true },
  ];
  const became = (...checklist: (typeof bake)[]) =>
    told(entry("task.updated", { set: { checklist }, was: { checklist: [bake, eat] } }));
  expect(became({ ...bake, done: true }, { ...eat, done: false })).toBe("checked “Bake”, unchecked “Eat”");
  expect(became({ ...bake, text: "Mix" }, { id: "k", text: "Clean", done: false })).toBe(
    "added “Clean” to the checklist, took “Eat” off the checklist, changed “Bake” to “Mix” on the checklist",
  );
  expect(became(eat, bake)).toBe("put its checklist in another order");
});

it("has words for every type of event, also for those it does not know", () => {
  for (const type of [...BOARD_EVENTS, "task.of_a_newer_room"]) expect(told(entry(type)), type).not.toBe("");
});
