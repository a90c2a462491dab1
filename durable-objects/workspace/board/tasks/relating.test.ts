import { describe, expect, it } from "vitest";
import { create, type InnerBoards, update, withBoards } from "../../../../test/rooms/inner-boards.ts";
import { MAX_RELATIONS } from "../limits.ts";
import type { BoardAction } from "../protocol.ts";

describe("relations", () => {
  it("are kept with both tasks, each told from its own side, once", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const [a, b] = [boards.addTask(project), boards.addTask(project)];
      for (const relation of ["blocks", "relates", "duplicates"] as const) {
        boards.act({ type: "task.relate", task: a, relation, to: boards.task(b).key });
      }
      const types = (task: string) => boards.task(task).relations.map(({ type }) => type);
      expect(types(a)).toEqual(["blocks", "relates", "duplicates"]);
      expect(types(b)).toEqual(["blocked_by", "relates", "duplicated_by"]);
      expect(boards.lastSaid).toMatchObject({ type: "task.related", about: [a, b] });
      expect(boards.act({ type: "task.relate", task: b, relation: "blocked_by", to: a })).toBe(0);
      boards.act({ type: "task.unrelate", task: b, relation: "blocked_by", to: a });
      boards.act({ type: "task.unrelate", task: b, relation: "relates", to: a });
      expect(boards.act({ type: "task.unrelate", task: b, relation: "relates", to: a })).toBe(0);
      expect([types(a), types(b)]).toEqual([["duplicates"], ["duplicated_by"]]);
      expect(boards.outcome({ type: "task.relate", task: a, relation: "relates", to: a })).toBe("invalid");
      expect(boards.outcome({ type: "task.relate", task: a, relation: "relates", to: "none" })).toBe("not_found");
    }));

  it("P3.16 never let tasks block each other, across projects and over any number of others", () =>
    withBoards((boards) => {
      const projects = [boards.addProject("One"), boards.addProject("Two")];
      const tasks = Array.from({ length: 30 }, (_, index) => boards.addTask(String(projects[index % 2])));
      tasks.reduce((blocker, blocked) => {
        boards.act({ type: "task.relate", task: blocked, relation: "blocked_by", to: blocker });
        return blocked;
      });
      const [first, last] = [String(tasks[0]), String(tasks.at(-1))];
      expect(boards.outcome({ type: "task.relate", task: last, relation: "blocks", to: first })).toBe("cycle");
      expect(boards.outcome({ type: "task.relate", task: first, relation: "blocked_by", to: last })).toBe("cycle");
      expect(boards.outcome({ type: "task.relate", task: first, relation: "blocks", to: last })).toBeTypeOf("number");
    }));

  it("are limited on both sides", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const hub = boards.addTask(project);
      for (let count = 0; count < MAX_RELATIONS; count += 1) {
        boards.act({ type: "task.relate", task: hub, relation: "relates", to: boards.addTask(project) });
      }
      const one = boards.addTask(project);
      expect(boards.outcome({ type: "task.relate", task: hub, relation: "relates", to: one })).toBe("limit_reached");
      expect(boards.outcome({ type: "task.relate", task: one, relation: "relates", to: hub })).toBe("limit_reached");
    }));

  it("may lead to an archived project, from which nothing can be changed", () =>
    withBoards((boards) => {
      const [open, closed] = [boards.addProject("Open"), boards.addProject("Closed")];
      const [here, there, too] = [boards.addTask(open), boards.addTask(closed), boards.addTask(closed)];
      boards.act({ type: "project.archive", project: closed });
      expect(boards.outcome({ type: "task.relate", task: there, relation: "relates", to: here })).toBeTypeOf("number");
      expect(boards.outcome({ type: "task.relate", task: there, relation: "relates", to: too })).toBe("conflict");
      for (const action of [
        update(there, { title: "x" }),
        { type: "task.follow", task: there },
        { type: "task.archive", tasks: [there] },
        { type: "task.delete", tasks: [here, there] },
        { type: "task.move", task: here, columnId: boards.column(closed, "Todo").id },
        create(closed, {}),
      ] satisfies BoardAction[]) {
        expect(boards.outcome(action)).toBe("conflict");
      }
    }));
});

describe("archiving, restoring and deleting", () => {
  it("takes the sub-tasks along and brings back those that went with it, each to its place", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const todo = boards.column(project, "Todo").id;
      const add = (title: string, more = {}) => boards.addTask(project, { set: { title, ...more }, columnId: todo });
      const [a, b] = [add("a"), add("b")];
      const [sub, before] = [add("sub", { parentId: b }), add("before", { parentId: b })];
      boards.act({ type: "task.archive", tasks: [before] });
      boards.stores.tasks.put(withArchivedAt(boards, before, 1), ["archivedAt"]);
      boards.act({ type: "task.archive", tasks: [b, sub] });
      expect(boards.lastSaid).toMatchObject({
        type: "task.archived",
        about: [b, sub],
        delta: { tasks: { gone: [b, sub] } },
      });
      expect(boards.titlesIn(todo)).toEqual(["a"]);
      add("c");
      boards.act({ type: "task.restore", tasks: [b] });
      expect(boards.lastSaid).toMatchObject({ type: "task.restored", about: [b, sub] });
      expect(boards.titlesIn(todo)).toEqual(expect.arrayContaining(["a", "b", "sub", "c"]));
      expect(boards.task(before).archivedAt).toBe(1);
      expect(boards.act({ type: "task.restore", tasks: [a, b] })).toBe(0);
      const orders = boards.tasksIn(todo).map(({ order }) => order);
      expect(new Set(orders).size).toBe(orders.length);
    }));

  it("restores into the first column when its own is gone, and behind whoever has its place", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const todo = boards.column(project, "Todo").id;
      const review = boards.column(project, "In review").id;
      const [a, b] = [
        boards.addTask(project, { columnId: todo, set: { title: "a" } }),
        boards.addTask(project, { columnId: review }),
      ];
      boards.act({ type: "task.archive", tasks: [a, b] });
      expect(boards.task(boards.addTask(project, { columnId: todo, set: { title: "x" } })).order).toBe(
        boards.task(a).order,
      );
      boards.act({ type: "column.archive", part: review });
      boards.act({ type: "task.restore", tasks: [a, b] });
      expect(boards.titlesIn(todo)).toEqual(["x", "a"]);
      expect(boards.task(b).columnId).toBe(boards.column(project, "Backlog").id);
    }));

  it("deletes for ever: relations and parents that named it are gone, its number is not given out again", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const [task, other] = [boards.addTask(project, { set: { title: "Gone" } }), boards.addTask(project)];
      const sub = boards.addTask(project, { set: { title: "Sub", parentId: task } });
      boards.act({ type: "task.relate", task, relation: "blocks", to: other });
      const { key } = boards.task(task);
      boards.act({ type: "task.delete", tasks: [task, key] });
      expect(boards.lastSaid).toMatchObject({ type: "task.deleted", about: [task], titles: { [task]: "Gone" } });
      expect(boards.task(sub).parentId).toBeNull();
      expect(boards.task(other).relations).toEqual([]);
      expect(boards.outcome(update(key, { title: "x" }))).toBe("not_found");
      expect(boards.task(boards.addTask(project)).number).toBe(4);
      expect(boards.stateOf(project)).toEqual(boards.toldOf(project));
      const [entry] = boards.stores.audit.page({}, [], Number.MAX_SAFE_INTEGER, 1);
      expect(entry).toMatchObject({ act: "task.deleted", target: task, detail: { key, title: "Gone" } });
    }));

  it("guards an undo by when it was archived or restored last", () =>
    withBoards((boards) => {
      const task = boards.addTask(boards.addProject("One"));
      const since = boards.act({ type: "task.archive", tasks: [task] });
      boards.act({ type: "task.restore", tasks: [task] });
      boards.act({ type: "task.archive", tasks: [task] });
      expect(boards.outcome({ type: "task.restore", tasks: [task], since })).toBe("moved_on");
    }));

  it("P3.25 leaves a task that someone changed since it was made, or gave a sub-task, if so asked", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const made = (task: string) => boards.stores.tasks.find(task)?.revision;
      const [edited, parent, own] = [boards.addTask(project), boards.addTask(project), boards.addTask(project)];
      const takeBack = (task: string, unchangedSince = made(task)) =>
        boards.outcome({ type: "task.archive", tasks: [task], unchangedSince });
      const [beforeEdit, beforeSubtask] = [made(edited), made(parent)];
      boards.act(update(edited, { estimate: 3 }));
      boards.addTask(project, { set: { title: "Part", parentId: parent } });
      expect([takeBack(edited, beforeEdit), takeBack(parent, beforeSubtask)]).toEqual(["moved_on", "moved_on"]);
      expect(boards.task(edited).archivedAt).toBeNull();
      expect([takeBack(edited), takeBack(own)].map((outcome) => typeof outcome)).toEqual(["number", "number"]);
    }));
});

function withArchivedAt(boards: InnerBoards, task: string, archivedAt: number) {
  const row = boards.stores.tasks.find(task);
  if (!row) throw new Error("no task");
  return { ...row, task: { ...row.task, archivedAt } };
}
