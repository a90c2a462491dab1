import { expect, it } from "vitest";
import { task as aTask, column } from "../../../sdk/testing/boards.ts";
import { type Look, PLAIN_LOOK } from "./search.ts";
import { type FilterSight, filterOf } from "./task-filter.ts";

const sight: FilterSight = {
  columns: new Map([
    ["todo", column("todo", "a0")],
    ["done", column("done", "a1", { kind: "done" })],
  ]),
  labels: new Map([["l", { name: "Bug" }]]),
  people: new Map([["u", { name: "Zoë Ångström" }]]),
  blocked: new Set(["waits"]),
  me: "u",
  today: "2026-11-21",
};

const shows = (look: Partial<Look>, ...tasks: ReturnType<typeof aTask>[]) => {
  const filter = filterOf({ ...PLAIN_LOOK, ...look }, sight);
  return tasks.filter((task) => filter?.(task) ?? true).map(({ id }) => id);
};

it("finds words by key, title, label and assignee, whatever the case and the accents", () => {
  const task = aTask("1", { number: 42, title: "Résumé of the call", labels: ["l"], assignees: ["u"] });
  for (const q of ["ens-42", "resume CALL", "bug", "zoe", "angstrom bug resume"]) {
    expect(shows({ q }, task), q).toEqual(["1"]);
  }
  expect(shows({ q: "bug video" }, task)).toEqual([]);
});

it("is none where nothing is asked for", () => {
  expect(filterOf({ ...PLAIN_LOOK, q: "  ", layout: "list", sort: "title" }, sight)).toBeNull();
});

it("knows me, nobody, and others by their ids", () => {
  const tasks = [aTask("mine", { assignees: ["u", "v"] }), aTask("theirs", { assignees: ["v"] }), aTask("nobody's")];
  expect(shows({ assignee: ["me"] }, ...tasks)).toEqual(["mine"]);
  expect(shows({ assignee: ["nobody", "me"] }, ...tasks)).toEqual(["mine", "nobody's"]);
  expect(shows({ assignee: ["v"] }, ...tasks)).toEqual(["mine", "theirs"]);
  expect(shows({ assignee: ["gone"] }, ...tasks)).toEqual([]);
});

it("tells by the day what is overdue, due today, due within seven days, and never", () => {
  const tasks = [
    aTask("late", { dueDate: "2026-11-20" }),
    aTask("late but done", { dueDate: "2026-11-20", columnId: "done" }),
    aTask("now", { dueDate: "2026-11-21" }),
    aTask("soon", { dueDate: "2026-11-27" }),
    aTask("later", { dueDate: "2026-11-28" }),
    aTask("never"),
  ];
  expect(shows({ due: "overdue" }, ...tasks)).toEqual(["late"]);
  expect(shows({ due: "today" }, ...tasks)).toEqual(["now"]);
  expect(shows({ due: "week" }, ...tasks)).toEqual(["now", "soon"]);
  expect(shows({ due: "none" }, ...tasks)).toEqual(["never"]);
});

it("asks for all of what it says, and for any of each list", () => {
  const tasks = [
    aTask("waits", { labels: ["l"], priority: "high" }),
    aTask("goes", { labels: ["l", "m"], priority: "urgent" }),
    aTask("other", { priority: "high", columnId: "done" }),
  ];
  expect(shows({ label: ["m", "l"], priority: ["high"] }, ...tasks)).toEqual(["waits"]);
  expect(shows({ blocked: "no", priority: ["high", "urgent"] }, ...tasks)).toEqual(["goes", "other"]);
  expect(shows({ blocked: "yes" }, ...tasks)).toEqual(["waits"]);
  expect(shows({ column: ["done"] }, ...tasks)).toEqual(["other"]);
});
