import { describe, expect, it } from "vitest";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import type { Activity } from "../../../../../durable-objects/workspace/board/reading/protocol.ts";
import type { BoardState } from "../../../../sdk/board/state.ts";
import { inGroups } from "../activity/groups.ts";
import { momentsOf, thenOf } from "./moments.ts";
import { differingFields, restoring } from "./restoring.ts";

const task: Task = {
  ...{ id: "t", key: "ENS-1", projectId: "p", number: 1, columnId: "done", order: "a0", title: "Rye bread" },
  ...{ labels: ["bug"], assignees: ["ada"], priority: "high", startDate: null, dueDate: "2026-12-24", estimate: 3 },
  checklist: [{ id: "i", text: "Bake", done: true }],
  ...{ parentId: null, relations: [], docId: null, fields: { area: "x" }, followers: ["ada"], archivedAt: null },
  ...{ createdAt: 0, createdBy: "ada", updatedAt: 5 },
};

function entry(position: number, type: string, set: Partial<Task> = {}, was: Partial<Task> = {}): Activity {
  return {
    ...{ position, type, at: position * 1_000, by: "ada", projectId: "p", about: ["t"], aboutCount: 1, tasks: [] },
    ...{ part: null, rule: null, forced: [], comment: null, changes: [{ id: "t", set, was }], detail: {} },
  };
}

const created = entry(1, "task.created", { ...task, title: "Bread", columnId: "todo", labels: [], fields: {} });
const renamed = entry(2, "task.updated", { title: "Rye bread" }, { title: "Bread" });
const moved = entry(4, "task.moved", { columnId: "done", order: "a0" }, { columnId: "todo", order: "a1" });
const labelled = entry(5, "task.updated", { labels: ["bug"], fields: { area: "x" } }, { labels: [], fields: {} });
const followed = entry(3, "task.followed", { followers: ["ada"] }, { followers: [] });

const told = (entries: readonly Activity[], now = task) =>
  momentsOf(entries, now).map(({ entry: { position }, task: { title, columnId, labels, archived } }) =>
    [position, title, columnId, labels.join(), archived].join(" "),
  );

describe("how a task was", () => {
  it("is told for each change of it, and for nothing else", () => {
    expect(told([labelled, moved, followed, renamed, created])).toEqual([
      "1 Bread todo  false",
      "2 Rye bread todo  false",
      "4 Rye bread done  false",
      "5 Rye bread done bug false",
    ]);
    expect(momentsOf([labelled, moved, renamed, created], task).at(-1)?.task).toEqual(thenOf(task));
  });

  it("begins where what is known of it begins", () => {
    expect(told([labelled, moved])).toEqual(["4 Rye bread done  false", "5 Rye bread done bug false"]);
  });

  it("knows of the archive, and of a column that it was in at a time which nothing else tells of", () => {
    const archived = entry(6, "task.archived");
    const restored = entry(7, "task.restored", { columnId: "todo" });
    expect(told([restored, archived, labelled, moved, created], { ...task, columnId: "todo" })).toEqual([
      "1 Bread todo  false",
      "4 Bread done  false",
      "5 Bread done bug false",
      "6 Bread done bug true",
      "7 Bread todo bug false",
    ]);
  });
});

describe("bringing back what was", () => {
  const given = { order: "a0", archivedAt: null, createdAt: 0, createdBy: null };
  const plain = { name: "Name", colour: "#000000", ...given };
  const state: BoardState = {
    project: { ...plain, id: "p", key: "ENS", createdBy: "ada" },
    columns: new Map([["todo", { ...plain, id: "todo", kind: "todo", wipLimit: null, hidden: false }]]),
    labels: new Map(),
    fields: new Map([["area", { ...given, id: "area", name: "Area", type: "text", options: [] }]]),
    views: new Map(),
    rules: new Map(),
    tasks: new Map([["other", { ...task, id: "other" }]]),
    neighbours: new Map(),
  };
  const present = { state, members: new Map([["ada", {}]]) };
  const then = {
    ...thenOf(task),
    ...{ title: "Bread", columnId: "todo", labels: ["gone"], assignees: ["ada", "left"], fields: {}, estimate: null },
    relations: [
      { type: "relates" as const, taskId: "other" },
      { type: "blocks" as const, taskId: "gone" },
    ],
  };

  it("is one change of all that differs, of what is still there", () => {
    const names = differingFields(then, task);
    expect(names).toEqual(["title", "columnId", "assignees", "labels", "estimate", "relations", "fields.area"]);
    const set = { title: "Bread", estimate: null, labels: [], fields: { area: null } };
    expect(restoring(then, task, names, present)).toEqual([
      { type: "task.bulk", changes: [{ task: "t", set, columnId: "todo" }] },
      { type: "task.relate", task: "t", relation: "relates", to: "other" },
    ]);
  });

  it("may be of one field alone, and is nothing where it names what is gone", () => {
    expect(restoring(then, task, ["title"], present)).toEqual([
      { type: "task.bulk", changes: [{ task: "t", set: { title: "Bread" } }] },
    ]);
    const gone = { ...then, columnId: "gone", parentId: "gone" };
    expect(restoring(gone, task, ["columnId", "parentId", "assignees"], present)).toEqual([]);
  });
});

it("tells together what one did in a row", () => {
  const by = (who: string, position: number) => ({ ...entry(position, "task.updated"), by: who });
  const groups = inGroups([by("ada", 9), by("ada", 8), by("bo", 7), by("ada", 6), by("ada", -700)]);
  expect(groups.map((group) => group.map(({ position }) => position))).toEqual([[9, 8], [7], [6], [-700]]);
});
