import { expect, it } from "vitest";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { task as aTask, column } from "../../../sdk/testing/boards.ts";
import { isUnmoved, type Lanes, lanesOf, placeAt, spotOf, stepFrom } from "./lanes.ts";

const task = (id: string, columnId: string) => aTask(id, { columnId });

const columns = ["a", "b", "c"].map((id) => column(id, id));
const [one, two, three, four] = [task("1", "a"), task("2", "a"), task("3", "a"), task("4", "b")];
const of = (tasks: Task[]) => (id: string) => tasks.filter(({ columnId }) => columnId === id);
const lanes = lanesOf(columns, of([one, two, three, four]), null, null);
const ids = (shown: Lanes) => [...shown].map(([id, lane]) => [id, lane.map((each) => each.id).join("")]);

it("shows what the filter lets through, and keeps lanes that did not change", () => {
  expect(ids(lanes)).toEqual([
    ["a", "123"],
    ["b", "4"],
    ["c", ""],
  ]);
  const next = lanesOf(columns, of([one, two, three, { ...four, title: "new" }]), null, lanes);
  expect(next.get("a")).toBe(lanes.get("a"));
  expect(next.get("c")).toBe(lanes.get("c"));
  expect(next.get("b")).not.toBe(lanes.get("b"));
  const some = lanesOf(columns, of([one, two, three, four]), ({ id }) => id !== "2", next);
  expect(ids(some)).toEqual([
    ["a", "13"],
    ["b", "4"],
    ["c", ""],
  ]);
});

it("knows where a task is, and when it stays there", () => {
  expect(spotOf(lanes, "2")).toEqual({ columnId: "a", before: "3" });
  expect(spotOf(lanes, "gone")).toBeNull();
  expect(isUnmoved(lanes, "2", { columnId: "a", before: "3" })).toBe(true);
  expect(isUnmoved(lanes, "2", { columnId: "a", before: "2" })).toBe(true);
  expect(isUnmoved(lanes, "2", { columnId: "a", before: "1" })).toBe(false);
  expect(isUnmoved(lanes, "3", { columnId: "b", before: null })).toBe(false);
});

it("tells the room a neighbour: the one behind, or the last that is shown", () => {
  expect(placeAt(lanes, "4", { columnId: "a", before: "2" })).toEqual({ before: "2" });
  expect(placeAt(lanes, "3", { columnId: "a", before: null })).toEqual({ after: "2" });
  expect(placeAt(lanes, "3", { columnId: "c", before: null })).toEqual({});
});

it("steps through a column and across columns, and stops at the edges", () => {
  const at = (columnId: string, before: string | null) => ({ columnId, before });
  expect(stepFrom(lanes, "1", at("a", "2"), "down")).toEqual(at("a", "3"));
  expect(stepFrom(lanes, "1", at("a", "3"), "down")).toEqual(at("a", null));
  expect(stepFrom(lanes, "1", at("a", null), "down")).toEqual(at("a", null));
  expect(stepFrom(lanes, "1", at("a", null), "up")).toEqual(at("a", "3"));
  expect(stepFrom(lanes, "1", at("a", "2"), "up")).toEqual(at("a", "2"));
  expect(stepFrom(lanes, "1", at("a", "2"), "left")).toEqual(at("a", "2"));
  expect(stepFrom(lanes, "1", at("a", "2"), "right")).toEqual(at("b", "4"));
  expect(stepFrom(lanes, "1", at("a", "3"), "right")).toEqual(at("b", null));
  expect(stepFrom(lanes, "4", at("b", null), "right")).toEqual(at("c", null));
});
