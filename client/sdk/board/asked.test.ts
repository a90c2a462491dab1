import { expect, it } from "vitest";
import type { BoardAction } from "../../../durable-objects/workspace/board/protocol.ts";
import { board, task } from "../testing/boards.ts";
import { askedInWords } from "./asked.ts";

const state = board([task("t1", { title: "Bread" })]);

it.each<[BoardAction, string]>([
  [{ type: "task.create", project: "p1", task: "new", set: { title: "Rye" } }, "Add a task: “Rye”"],
  [{ type: "task.update", task: "t1", set: { title: "Rye" } }, "Edit “Bread”: “Rye”"],
  [
    { type: "task.update", task: "t1", set: { checklist: [{ id: "c", text: "Flour" }], fields: { size: "s" } } },
    "Edit “Bread”: “Flour”",
  ],
  [{ type: "task.update", task: "gone", set: { estimate: 3 } }, "Edit a task"],
  [{ type: "task.move", task: "t1", columnId: "done" }, "Move “Bread”"],
  [{ type: "task.archive", tasks: ["t1", "t2"] }, "Archive 2 tasks"],
  [{ type: "column.update", part: "todo", set: { name: "Oven" } }, "Edit the column “todo”: “Oven”"],
  [
    { type: "field.create", project: "p1", part: "new", set: { name: "Size", type: "number" } },
    "Add a custom field: “Size”",
  ],
  [{ type: "project.archive", project: "p1" }, "Archive a project"],
])("%j is called %s", (action, words) => {
  expect(askedInWords(action, state)).toBe(words);
});
