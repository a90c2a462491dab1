import { expect, it } from "vitest";
import { BoardAction } from "../../../../durable-objects/workspace/board/protocol.ts";
import { task } from "../../../sdk/testing/boards.ts";
import { archivingAll, asList, deletingAll, movingAll, settingAll, sharedBy } from "./bulk.ts";

const ids = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);

it("says what one command may say in one, and the rest in further ones", () => {
  const actions = [
    settingAll(ids(1_001), { priority: "high" }),
    movingAll(ids(500), "done"),
    deletingAll(ids(501)),
    archivingAll(ids(2).map((id) => task(id))),
  ];
  expect(actions.map(({ length }) => length)).toEqual([3, 1, 2, 1]);
  for (const action of actions.flat()) expect(BoardAction.safeParse(action).success).toBe(true);
  expect(settingAll([], {})).toEqual([]);
});

it("names no sub-task beside its parent when both are archived", () => {
  const tasks = [task("part", { parentId: "whole" }), task("whole"), task("other", { parentId: "elsewhere" })];
  expect(archivingAll(tasks)).toEqual([{ type: "task.archive", tasks: ["whole", "other"] }]);
});

it("knows what all have in common", () => {
  const tasks = [task("a", { labels: ["bug", "idea"] }), task("b", { labels: ["idea"] })];
  expect([sharedBy(tasks, "labels"), sharedBy(tasks, "assignees"), sharedBy([], "labels")]).toEqual([["idea"], [], []]);
});

it("writes tasks as a list", () => {
  expect(asList([task("a", { number: 4, title: "Bread" }), task("b", { title: "Jam" })])).toBe(
    "- ENS-4 Bread\n- ENS-1 Jam",
  );
});
