import { expect, it } from "vitest";
import { dueGroups } from "./due-groups.ts";

it("tells what is due from the most pressing on, and leaves out what there is none of", () => {
  const due = (dueDate: string | null) => ({ dueDate });
  const tasks = [due(null), due("2026-12-01"), due("2026-11-21"), due("2026-11-20"), due("2026-11-28")];
  expect(dueGroups(tasks, "2026-11-21").map(({ group, tasks: some }) => [group, some.length])).toEqual([
    ["overdue", 1],
    ["today", 1],
    ["week", 1],
    ["later", 1],
    ["none", 1],
  ]);
  expect(dueGroups([due("2026-11-29")], "2026-11-21").map(({ group }) => group)).toEqual(["later"]);
});
