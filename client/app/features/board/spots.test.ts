import { expect, it } from "vitest";
import { task as aTask } from "../../../sdk/testing/boards.ts";
import type { Drag } from "./drag.ts";
import { type Layout, puttingDown } from "./putting-down.ts";
import type { Grid, Row } from "./rows.ts";
import { cardOf, isUnmoved, neighbourOf, type Spot, spotOf, stepFrom } from "./spots.ts";
import { stillInHand } from "./still-in-hand.ts";

const row = (id: string, lanes: Record<string, string>): Row => ({
  id,
  lanes: new Map(
    Object.entries(lanes).map(([columnId, ids]) => [columnId, [...ids].map((each) => aTask(each, { columnId }))]),
  ),
});
const plain: Grid = [row("", { a: "123", b: "4", c: "" })];
const rows: Grid = [row("u", { a: "12", b: "" }), row("v", { a: "3", b: "4" })];

const at = (columnId: string, before: string | null, inRow = ""): Spot => ({ row: inRow, columnId, before });
const hand = (...tasks: string[]) => new Set(tasks);

it("knows where a card is, and when it stays there", () => {
  expect(spotOf(plain, { task: "2", row: "" })).toEqual(at("a", "3"));
  expect(spotOf(plain, { task: "gone", row: "" })).toBeNull();
  const two = { task: "2", row: "" };
  expect(isUnmoved(plain, two, at("a", "3"))).toBe(true);
  expect(isUnmoved(plain, two, at("a", "2"))).toBe(true);
  expect(isUnmoved(plain, two, at("a", "1"))).toBe(false);
  expect(isUnmoved(plain, { task: "3", row: "" }, at("b", null))).toBe(false);
  expect(cardOf(rows, { task: "3", row: "u" })).toEqual({ task: "3", row: "v" });
});

it("steps through a column and across columns, and stops at the edges", () => {
  const step = (spot: Spot, way: "up" | "down" | "left" | "right", ...tasks: string[]) =>
    stepFrom(plain, hand(...tasks), spot, way);
  expect(step(at("a", "2"), "down", "1")).toEqual(at("a", "3"));
  expect(step(at("a", "3"), "down", "1")).toEqual(at("a", null));
  expect(step(at("a", null), "down", "1")).toEqual(at("a", null));
  expect(step(at("a", null), "up", "1")).toEqual(at("a", "3"));
  expect(step(at("a", "2"), "up", "1")).toEqual(at("a", "2"));
  expect(step(at("a", "2"), "left", "1")).toEqual(at("a", "2"));
  expect(step(at("a", "2"), "right", "1")).toEqual(at("b", "4"));
  expect(step(at("a", "3"), "right", "1")).toEqual(at("b", null));
  expect(step(at("b", null), "right", "4")).toEqual(at("c", null));
  expect(step(at("a", "1"), "down", "1", "2")).toEqual(at("a", null));
});

it("steps on into the row above or below", () => {
  expect(stepFrom(rows, hand("2"), at("a", null, "u"), "down")).toEqual(at("a", "3", "v"));
  expect(stepFrom(rows, hand("3"), at("a", null, "v"), "up")).toEqual(at("a", null, "u"));
  expect(stepFrom(rows, hand("4"), at("b", null, "v"), "down")).toEqual(at("b", null, "v"));
});

it("goes from card to card, over lanes without any", () => {
  expect(neighbourOf(plain, { task: "3", row: "" }, "right")).toEqual({ task: "4", row: "" });
  expect(neighbourOf(plain, { task: "4", row: "" }, "right")).toBeNull();
  expect(neighbourOf(plain, { task: "2", row: "" }, "last")).toEqual({ task: "3", row: "" });
  expect(neighbourOf(rows, { task: "2", row: "u" }, "down")).toEqual({ task: "3", row: "v" });
  expect(neighbourOf(rows, { task: "4", row: "v" }, "up")).toBeNull();
});

const held = (spot: Spot, from: string, ...tasks: string[]): Drag => ({
  ...spot,
  from,
  task: tasks[0] ?? "",
  tasks,
  by: "pointer",
});
const free: Layout = { grid: plain, group: "none", sorted: false };

it("tells the room a neighbour: the one behind, or the last that is shown", () => {
  const put = (spot: Spot, ...tasks: string[]) => puttingDown(held(spot, "", ...tasks), free);
  expect(put(at("a", "2"), "4")).toEqual({ type: "task.move", task: "4", columnId: "a", before: "2" });
  expect(put(at("a", null), "4")).toEqual({ type: "task.move", task: "4", columnId: "a", after: "3" });
  expect(put(at("c", null), "3")).toEqual({ type: "task.move", task: "3", columnId: "c" });
  expect(put(at("a", "3"), "2")).toBeNull();
});

it("puts many down as one act, one behind the other, before what is not in the hand itself", () => {
  const put = (spot: Spot, ...tasks: string[]) => puttingDown(held(spot, "", ...tasks), free);
  expect(put(at("a", "2"), "2", "4")).toEqual({
    type: "task.bulk",
    changes: [
      { task: "2", columnId: "a", before: "3" },
      { task: "4", columnId: "a", before: "3" },
    ],
  });
  expect(put(at("b", null), "1", "2")).toEqual({
    type: "task.bulk",
    changes: [
      { task: "1", columnId: "b", after: "4" },
      { task: "2", columnId: "b", after: "1" },
    ],
  });
});

it("sets and moves in one act where a row is left", () => {
  const layout: Layout = { grid: rows, group: "assignee", sorted: false };
  expect(puttingDown(held(at("b", "4", "v"), "u", "1"), layout)).toEqual({
    type: "task.bulk",
    changes: [{ task: "1", set: { addAssignees: ["v"], removeAssignees: ["u"] }, columnId: "b", before: "4" }],
  });
  const emptied: Layout = { ...layout, grid: [row("u", { a: "1" }), row("v", { a: "" })] };
  expect(puttingDown(held(at("a", null, "v"), "u", "1"), emptied)).toEqual({
    type: "task.bulk",
    changes: [{ task: "1", set: { addAssignees: ["v"], removeAssignees: ["u"] } }],
  });
});

it("names no place where something else than the hand tells the order", () => {
  const sorted: Layout = { ...free, sorted: true };
  expect(puttingDown(held(at("a", "1"), "", "3"), sorted)).toBeNull();
  expect(puttingDown(held(at("b", "4"), "", "3"), sorted)).toEqual({ type: "task.move", task: "3", columnId: "b" });
});

it("keeps in the hand what others left there, over what they left of the place", () => {
  const held: Drag = { ...at("a", "3"), task: "1", from: "", tasks: ["1", "4"], by: "pointer" };
  const after = (now: Grid, drag: Drag = held) => {
    const ids = now.flatMap(({ lanes }) => [...lanes.values()].flat().map(({ id }) => id));
    return stillInHand(drag, { before: plain, now, isThere: (task) => ids.includes(task) });
  };
  expect(after([row("", { a: "1235", b: "4", c: "" })])).toBe(held);
  expect(after([row("", { a: "23", b: "4", c: "" })])).toBe("card gone");
  expect(after([row("", { a: "123", b: "", c: "" })])).toEqual({ ...held, tasks: ["1"] });
  // Someone deletes what it would be put before, or moves the card itself, or deletes the column it is over.
  const over = { ...held, ...at("a", "2") };
  expect(after([row("", { a: "13", b: "4", c: "" })], over)).toEqual({ ...over, before: "3" });
  expect(after([row("", { a: "23", b: "4", c: "1" })])).toBe(held);
  const byKeys: Drag = { ...held, ...at("c", null), by: "keyboard" };
  expect(after([row("", { a: "123", b: "4" })], byKeys)).toEqual({ ...byKeys, ...at("a", "2") });
  // A pointer would be over whichever column slides there.
  expect(after([row("", { a: "123", b: "4" })], { ...held, ...at("c", null) })).toBe("lane gone");
  // In rows, whoever gives the card to another row takes it along.
  const inRow: Drag = { ...at("b", "4", "v"), task: "2", from: "u", tasks: ["2"], by: "keyboard" };
  const moved: Grid = [row("u", { a: "1", b: "" }), row("v", { a: "32", b: "4" })];
  expect(stillInHand(inRow, { before: rows, now: moved, isThere: () => true })).toEqual({ ...inRow, from: "v" });
});
