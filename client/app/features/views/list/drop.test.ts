import { expect, it } from "vitest";
import { column, task } from "../../../../sdk/testing/boards.ts";
import type { TaskGroup } from "../groups.ts";
import { type DropLayout, dropOf, stepOf } from "./drop.ts";

const todo: TaskGroup = {
  id: "todo",
  name: "Todo",
  of: { by: "column", column: column("todo", "a0") },
  tasks: ["a", "b", "c"].map((id) => task(id)),
};
const urgent: TaskGroup = { id: "urgent", name: "Urgent", of: { by: "priority", priority: "urgent" }, tasks: [] };
const byHand: DropLayout = { groupBy: "none", sorted: false };

const put = (tasks: string[], beside: string | null, edge: "top" | "bottom" = "top", layout = byHand) =>
  dropOf({ tasks, from: "todo" }, { group: todo, beside: beside === null ? null : { task: beside, edge } }, layout);

it("puts one beside another, or first on a group's head", () => {
  expect(put(["c"], "a")).toEqual({ type: "task.move", task: "c", columnId: "todo", before: "a" });
  expect(put(["a"], "c", "bottom")).toEqual({ type: "task.move", task: "a", columnId: "todo", after: "c" });
  expect(put(["x"], null)).toEqual({ type: "task.move", task: "x", columnId: "todo", before: "a" });
});

it("asks for nothing where all stays as it is", () => {
  expect([put(["a"], "a"), put(["a"], "b"), put(["a"], null), put(["a", "b"], "b", "bottom")]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

it("puts many down together, in their order", () => {
  expect(put(["x", "a"], "c", "bottom")).toEqual({
    type: "task.bulk",
    changes: [
      { task: "x", columnId: "todo", after: "c" },
      { task: "a", columnId: "todo", after: "x" },
    ],
  });
});

it("in a list that is sorted only goes to another column", () => {
  const sorted: DropLayout = { ...byHand, sorted: true };
  expect(put(["a"], "c", "bottom", sorted)).toBeNull();
  expect(put(["x", "a"], "c", "bottom", sorted)).toEqual({ type: "task.move", task: "x", columnId: "todo" });
});

it("gives what another group stands for", () => {
  const layout: DropLayout = { groupBy: "priority", sorted: false };
  const target = { group: urgent, beside: null };
  expect(dropOf({ tasks: ["a"], from: "low" }, target, layout)).toEqual({
    type: "task.update",
    task: "a",
    set: { priority: "urgent" },
  });
  expect(dropOf({ tasks: ["a"], from: "urgent" }, target, layout)).toBeNull();
});

it("steps up and down by keys, and stays at either end", () => {
  expect(stepOf("b", todo, "up", byHand)).toEqual({ type: "task.move", task: "b", columnId: "todo", before: "a" });
  expect(stepOf("b", todo, "down", byHand)).toEqual({ type: "task.move", task: "b", columnId: "todo", after: "c" });
  expect([stepOf("a", todo, "up", byHand), stepOf("c", todo, "down", byHand)]).toEqual([null, null]);
  expect(stepOf("b", todo, "up", { ...byHand, sorted: true })).toBeNull();
});
