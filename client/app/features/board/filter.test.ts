import { expect, it } from "vitest";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { filterOf } from "./filter.ts";

const names = { labels: new Map([["l", { name: "Bug" }]]), people: new Map([["u", { name: "Zoë Ångström" }]]) };

const task: Task = {
  id: "1",
  key: "ENS-42",
  projectId: "p",
  number: 42,
  columnId: "c",
  order: "a0",
  title: "Résumé of the call",
  labels: ["l"],
  assignees: ["u"],
  priority: "none",
  startDate: null,
  dueDate: null,
  estimate: null,
  checklist: [],
  parentId: null,
  relations: [],
  docId: null,
  fields: {},
  followers: [],
  archivedAt: null,
  createdAt: 0,
  createdBy: null,
  updatedAt: 0,
};

it("finds by key, title, label and assignee, whatever the case and the accents", () => {
  for (const words of ["ens-42", "resume CALL", "bug", "zoe", "angstrom bug resume"]) {
    expect(filterOf(words, names)?.(task), words).toBe(true);
  }
  expect(filterOf("bug video", names)?.(task)).toBe(false);
});

it("is none without words", () => {
  expect(filterOf("  ", names)).toBeNull();
});
