import { expect, it } from "vitest";
import { board, column, task } from "../../../sdk/testing/boards.ts";
import { blockersOf, obstacleTo } from "./obstacles.ts";

const doing = column("doing", "a1", { kind: "doing", wipLimit: 1 });
const columns = [column("todo", "a0"), doing, column("done", "a2", { kind: "done" })];

const bread = task("bread", {
  relations: [
    { type: "blocked_by", taskId: "flour" },
    { type: "blocked_by", taskId: "salt" },
    { type: "blocked_by", taskId: "oven" },
    { type: "blocked_by", taskId: "archived" },
    { type: "blocks", taskId: "butter" },
  ],
});
const flour = task("flour", { number: 2 });
const salt = task("salt", { number: 3, columnId: "done" });
const oven = { id: "oven", key: "SHP-4", projectId: "p2", title: "Buy an oven", settled: false };
const butter = task("butter", { number: 5, columnId: "doing" });

it("waits for what is open, here and in other projects, and for nothing that is done or archived", () => {
  const state = board([bread, flour, salt, butter], { columns, neighbours: [oven] });
  expect(blockersOf(bread, state).map(({ name }) => name)).toEqual(["ENS-2 flour", "SHP-4 Buy an oven"]);
  expect(blockersOf(butter, state)).toEqual([]);
});

it("is told what stands against a move: a full column, and where work begins what blocks it", () => {
  const state = board([bread, flour, salt, butter], { columns, neighbours: [oven] });
  expect(obstacleTo(bread, doing, state)).toMatchObject({ limit: 1, blockers: [{ id: "flour" }, { id: "oven" }] });
  expect(obstacleTo(flour, doing, state)).toMatchObject({ limit: 1, blockers: [] });
  const roomy = { ...doing, wipLimit: null };
  expect(obstacleTo(flour, roomy, state)).toBeNull();
  expect(obstacleTo(butter, doing, state)).toBeNull();
});
