import { expect, it } from "vitest";
import { BOARD_EVENTS, type TaskChange } from "../../../durable-objects/workspace/board/protocol.ts";
import type { Activity } from "../../../durable-objects/workspace/board/reading/protocol.ts";
import { type ActivityNames, activityInWords } from "./activity.ts";

const names: ActivityNames = {
  column: (id) => ({ todo: "To do", doing: "Doing" })[id],
  label: (id) => ({ bug: "Bug" })[id],
  person: (id) => ({ ada: "Ada" })[id],
  field: (id) => ({ area: "Area" })[id],
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
    /^renamed it “New”, set its priority to high, set its due date to .*, put on a label, took off Bug, assigned Ada$/,
  );
  expect(told(entry("task.updated", { set: { parentId: "other" }, was: { parentId: null } }))).toBe(
    "made it a part of ENS-2",
  );
  expect(told(entry("task.updated", { set: { fields: { area: "x" } }, was: { fields: {} } }))).toBe("set “Area”");
});

it("says which item of the checklist was checked", () => {
  const item = { id: "i", text: "Bake", done: false };
  const checked = { set: { checklist: [{ ...item, done: true }] }, was: { checklist: [item] } };
  expect(told(entry("task.updated", checked))).toBe("checked “Bake”");
});

it("has words for every type of event, also for those it does not know", () => {
  for (const type of [...BOARD_EVENTS, "task.of_a_newer_room"]) expect(told(entry(type)), type).not.toBe("");
});
