import { expect, it } from "vitest";
import { task } from "../../../../sdk/testing/boards.ts";
import type { TaskGroup } from "../groups.ts";
import { rowsOf, tasksOfRows } from "./rows.ts";

const group = (id: string, ...ids: string[]): TaskGroup => {
  return { id, name: id, of: { by: "assignee", user: id }, tasks: ids.map((each) => task(each)) };
};
const groups = [group("ada", "bread", "jam"), group("bo"), group("zoe", "jam")];
const offered = { closed: new Set<string>(), adding: "offered", empty: "shown" } as const;

it("has heads, tasks, and a place for the next one in each group", () => {
  const kinds = rowsOf(groups, offered).map(({ kind, id }) => `${kind} ${id}`);
  expect(kinds).toEqual([
    "group ada",
    "task ada bread",
    "task ada jam",
    "add ada +",
    "group bo",
    "add bo +",
    "group zoe",
    "task zoe jam",
    "add zoe +",
  ]);
});

it("shows of a group that is folded up only its head, and leaves out empty ones where that is asked for", () => {
  const rows = rowsOf(groups, { closed: new Set(["ada"]), adding: "not offered", empty: "left out" });
  expect(rows.map(({ id }) => id)).toEqual(["ada", "zoe", "zoe jam"]);
});

it("names each task once, and every row by another id", () => {
  const rows = rowsOf(groups, offered);
  expect(tasksOfRows(rows)).toEqual(["bread", "jam"]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});
