import { expect, it } from "vitest";
import { namedTasks } from "./named-tasks.ts";

const task = (key: string, title: string, updatedAt: number) => ({ key, title, updatedAt });
const tasks = [task("BAK-1", "Bread for the café", 1), task("BAK-10", "Butter", 3), task("BAK-2", "Bread rolls", 2)];
const keys = (words: string, most = 8) => namedTasks(tasks, words, most).map(({ key }) => key);

it("finds tasks in which every word stands, whatever its case and accents, the latest first", () => {
  expect(keys("bread")).toEqual(["BAK-2", "BAK-1"]);
  expect(keys("CAFE bread")).toEqual(["BAK-1"]);
  expect(keys("bread butter")).toEqual([]);
  expect(keys("  ")).toEqual([]);
});

it("finds by key, that very one first", () => {
  expect(keys("bak-1")).toEqual(["BAK-1", "BAK-10"]);
  expect(keys("bak", 2)).toEqual(["BAK-10", "BAK-2"]);
});
