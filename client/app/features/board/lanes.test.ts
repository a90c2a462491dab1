import { expect, it } from "vitest";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { task as aTask, column } from "../../../sdk/testing/boards.ts";
import { type Lanes, lanesOf } from "./lanes.ts";
import { countIn, NOBODY, rowsOf, settingFor } from "./rows.ts";

const columns = ["a", "b", "c"].map((id) => column(id, id));
const [one, two, three, four] = [
  aTask("1", { columnId: "a", assignees: ["u", "v"] }),
  aTask("2", { columnId: "a", priority: "high" }),
  aTask("3", { columnId: "a", assignees: ["u"], title: "About" }),
  aTask("4", { columnId: "b", assignees: ["v"], priority: "high" }),
];
const of = (tasks: Task[]) => (id: string) => tasks.filter(({ columnId }) => columnId === id);
const all = { shown: null, sort: "order" } as const;
const lanes = lanesOf(columns, of([one, two, three, four]), all, null);
const ids = (shown: Lanes) => [...shown].map(([id, lane]) => `${id}:${lane.map((each) => each.id).join("")}`);

it("shows what the filter lets through as it is sorted, and keeps lanes that did not change", () => {
  expect(ids(lanes)).toEqual(["a:123", "b:4", "c:"]);
  const next = lanesOf(columns, of([one, two, three, { ...four, title: "new" }]), all, lanes);
  expect(next.get("a")).toBe(lanes.get("a"));
  expect(next.get("c")).toBe(lanes.get("c"));
  expect(next.get("b")).not.toBe(lanes.get("b"));
  const some = lanesOf(columns, of([one, two, three, four]), { ...all, shown: ({ id }) => id !== "2" }, next);
  expect(ids(some)).toEqual(["a:13", "b:4", "c:"]);
  const sorted = lanesOf(columns, of([one, two, three, four]), { shown: null, sort: "priority" }, null);
  expect(ids(sorted)).toEqual(["a:213", "b:4", "c:"]);
});

it("parts lanes into rows: a task of two people is with both, and one of nobody comes last", () => {
  const sight = { nameOf: (user: string) => ({ u: "Zoë", v: "Ada" })[user] ?? "", me: "u" };
  const rows = rowsOf(lanes, "assignee", sight, null);
  expect(rows.map((row) => [row.id, ...ids(row.lanes), countIn(row)])).toEqual([
    ["v", "a:1", "b:4", "c:", 2],
    ["u", "a:13", "b:", "c:", 2],
    [NOBODY, "a:2", "b:", "c:", 1],
  ]);
  expect(rowsOf(lanes, "priority", sight, null).map(({ id }) => id)).toEqual([
    "urgent",
    "high",
    "medium",
    "low",
    "none",
  ]);
});

it("keeps the rows that did not change, and all of them when none did", () => {
  const sight = { nameOf: (user: string) => user, me: "u" };
  const rows = rowsOf(lanes, "assignee", sight, null);
  expect(rowsOf(lanes, "assignee", sight, rows)).toBe(rows);
  const next = lanesOf(columns, of([one, two, three, { ...four, title: "new" }]), all, lanes);
  const now = rowsOf(next, "assignee", sight, rows);
  expect(now.map((row, at) => row === rows[at])).toEqual([true, false, true]);
});

it("sets of a task what the row it goes to stands for, and takes away what the one it leaves does", () => {
  expect(settingFor("none", "", "")).toBeNull();
  expect(settingFor("priority", "low", "urgent")).toEqual({ priority: "urgent" });
  expect(settingFor("assignee", "u", "v")).toEqual({ addAssignees: ["v"], removeAssignees: ["u"] });
  expect(settingFor("assignee", NOBODY, "v")).toEqual({ addAssignees: ["v"] });
  expect(settingFor("assignee", "u", NOBODY)).toEqual({ assignees: [] });
  expect(settingFor("assignee", "u", "u")).toBeNull();
});
