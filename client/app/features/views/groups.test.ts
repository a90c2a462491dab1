import { expect, it } from "vitest";
import { board, column, task } from "../../../sdk/testing/boards.ts";
import { type GroupSight, groupsOf, settingIn } from "./groups.ts";
import { type Look, PLAIN_LOOK } from "./search.ts";

const { tasks, columns } = board([
  task("bread", { order: "a1", priority: "high", assignees: ["zoe", "ada"], dueDate: "2026-11-25", updatedAt: 5 }),
  task("butter", { order: "a0", number: 2, title: "Butter 10", dueDate: "2026-11-21", createdAt: 7 }),
  task("jam", {
    order: "a0",
    number: 3,
    title: "butter 9",
    columnId: "doing",
    priority: "urgent",
    assignees: ["gone"],
  }),
]);
const people = new Map([
  ["ada", { name: "Ada" }],
  ["zoe", { name: "Zoë" }],
]);
const sight: GroupSight = { tasks, columns, people, filter: null };

const told = (look: Partial<Look>, over: Partial<GroupSight> = {}) =>
  groupsOf({ ...PLAIN_LOOK, ...look }, { ...sight, ...over }).map(({ name, tasks }) =>
    `${name}: ${tasks.map(({ id }) => id).join(" ")}`.trim(),
  );

it("puts tasks with their columns, in the order they are kept in", () => {
  expect(told({})).toEqual(["todo: butter bread", "doing: jam", "done:"]);
});

it("leaves out what the filter and the hidden columns leave out", () => {
  const todo = new Map([["todo", column("todo", "a0")]]);
  expect(told({}, { filter: ({ id }) => id !== "bread" })).toEqual(["todo: butter", "doing: jam", "done:"]);
  expect(told({ group: "priority" }, { columns: todo })).not.toContain("Urgent: jam");
});

it("puts a task of two people with each of them, and names who is gone", () => {
  expect(told({ group: "assignee" })).toEqual(["A former member: jam", "Ada: bread", "Zoë: bread", "Nobody: butter"]);
});

it("puts tasks by priority, the most urgent first", () => {
  const groups = ["Urgent: jam", "High: bread", "Medium:", "Low:", "No priority: butter"];
  expect(told({ group: "priority" })).toEqual(groups);
});

it("sorts within a group, and by the board where a sort leaves it open", () => {
  const all = { group: "assignee" } as const;
  const everyone = new Map([...tasks].map(([id, each]) => [id, { ...each, assignees: [] }]));
  const sortedBy = (sort: Look["sort"]) => told({ ...all, sort }, { tasks: everyone });
  expect(sortedBy("order")).toEqual(["Nobody: butter bread jam"]);
  expect(sortedBy("title")).toEqual(["Nobody: bread jam butter"]);
  expect(sortedBy("dueDate")).toEqual(["Nobody: butter bread jam"]);
  expect(sortedBy("priority")).toEqual(["Nobody: jam bread butter"]);
  expect(sortedBy("updatedAt")).toEqual(["Nobody: bread butter jam"]);
  expect(sortedBy("createdAt")).toEqual(["Nobody: butter jam bread"]);
});

it("says what a new task of a group begins with", () => {
  expect(settingIn({ by: "assignee", user: "ada" })).toEqual({ addAssignees: ["ada"] });
  expect(settingIn({ by: "assignee", user: null })).toEqual({});
  expect(settingIn({ by: "priority", priority: "low" })).toEqual({ priority: "low" });
});
