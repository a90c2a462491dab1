import { describe, expect, it } from "vitest";
import type { BoardEventBody } from "../protocol.ts";
import { aboutTask, activityOf, inShort, merged, withNames } from "./activity.ts";
import { MAX_TASKS_TOLD } from "./protocol.ts";

const said = (body: Partial<BoardEventBody>, position = 7) =>
  activityOf({
    position,
    event: { stream: "project:p", seq: 3, at: 5, by: "ada", type: "task.updated", revision: 7, delta: {}, ...body },
  });

/** As {@link said}, of an event that has an entry. */
function entry(body: Partial<BoardEventBody>, position?: number) {
  const told = said(body, position);
  if (!told) throw new Error("this event is no history");
  return told;
}

const renamed = (id: string) => ({ id, set: { title: `New ${id}` }, was: { title: `Old ${id}` } });

describe("the history that events tell", () => {
  it("says who did what to which tasks, by which rule, against what, and with what comment", () => {
    const told = entry({
      ...{ type: "task.moved", about: ["a"], rule: "r", forced: ["wip_limit"], comment: "Done." },
      delta: { tasks: { set: [renamed("a"), renamed("neighbour")] } },
    });
    expect(told).toMatchObject({ position: 7, type: "task.moved", at: 5, by: "ada", projectId: "p", about: ["a"] });
    expect(told).toMatchObject({ rule: "r", forced: ["wip_limit"], comment: "Done.", changes: [renamed("a")] });
  });

  it("tells the end of a column as a move of each of its tasks", () => {
    const delta = { columns: { gone: ["old"] }, tasks: { columnId: "c", orders: { a: "a1", b: "a2" } } };
    expect(entry({ type: "column.deleted", about: ["a", "b"], delta }).changes).toEqual([
      { id: "a", set: { columnId: "c", order: "a1" }, was: { columnId: "old" } },
      { id: "b", set: { columnId: "c", order: "a2" }, was: { columnId: "old" } },
    ]);
  });

  it("tells with what a task came onto the board", () => {
    const can = { columnId: "c", title: "Bread", labels: ["l"], assignees: [], priority: "high" as const };
    const dates = { startDate: null, dueDate: "2026-12-24", estimate: 2, parentId: null, relations: [], fields: {} };
    const set = { key: "ENS-1", projectId: "p", ...can, ...dates, checklist: [] };
    const given = { number: 1, order: "a0", docId: null, followers: ["ada"], archivedAt: null };
    const task = { id: "a", ...set, ...given, createdAt: 5, createdBy: "ada", updatedAt: 5 };
    const created = entry({ type: "task.created", about: ["a"], delta: { tasks: { put: [task] } } });
    expect(created.changes).toEqual([{ id: "a", set, was: {} }]);
  });

  it("names the part it is about, also one that is gone", () => {
    expect(entry({ type: "label.deleted", delta: { labels: { gone: ["l"] } } }).part).toEqual({
      ...{ noun: "label", id: "l", name: null },
    });
    expect(entry({ type: "task.updated", delta: { labels: { gone: ["l"] } } }).part).toBeNull();
  });

  it("leaves out what is no history of its own, and what this release does not know", () => {
    expect(said({ type: "neighbour.changed" })).toBeNull();
    const room = { stream: "room", seq: 1, at: 5, by: "ada" };
    expect(activityOf({ position: 1, event: { ...room, type: "project.changed", project: {} } })).toBeNull();
    expect(activityOf({ position: 1, event: { ...room, stream: "owed", type: "rows", writes: [] } })).toBeNull();
    const { detail, projectId } =
      activityOf({ position: 1, event: { ...room, type: "workspace.renamed", name: "New" } }) ?? {};
    expect([detail, projectId]).toEqual([{ name: "New" }, null]);
  });

  it("is cut where a change is of many, but never a task's own", () => {
    const ids = Array.from({ length: 500 }, (_, index) => `t${index}`);
    const told = entry({ about: ids, delta: { tasks: { set: ids.map(renamed) } } });
    const short = inShort(told);
    expect([short.about.length, short.changes.length, short.aboutCount]).toEqual([MAX_TASKS_TOLD, MAX_TASKS_TOLD, 500]);
    expect(aboutTask(told, "t499").changes).toEqual([renamed("t499")]);
  });

  it("calls tasks what they are called now, and those that are gone what they were", () => {
    const told = entry({ type: "task.deleted", about: ["a", "b"], titles: { a: "Was A", b: "Was B" } });
    const names = new Map([["b", { id: "b", key: "ENS-2", title: "Is B" }]]);
    expect(withNames(told, names).tasks).toEqual([
      { id: "b", key: "ENS-2", title: "Is B" },
      { id: "a", key: null, title: "Was A" },
    ]);
  });

  it("of two tellings is one, newest first, each entry once", () => {
    const [one, two, three] = [entry({}, 1), entry({}, 2), entry({}, 3)];
    expect(merged([three, two], [two, one]).map(({ position }) => position)).toEqual([3, 2, 1]);
  });
});
