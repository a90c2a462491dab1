import { describe, expect, it } from "vitest";
import { withStorage } from "../../../../test/rooms/storage.ts";
import { JSON_ROOM_SCHEMA } from "../../../room/json-room.ts";
import { WORKSPACE_MIGRATIONS } from "../../store/schema.ts";
import { openStores, type Stores } from "../../store/stores.ts";
import type { Column, Task } from "../protocol.ts";
import { NOBODY, TaskList, type TaskPosition, type TaskQuery } from "./task-list.ts";

const ASKED: TaskQuery = { archived: "false", sort: "number", descending: false };

interface Board {
  stores: Stores;
  list: TaskList;
  put(number: number, set?: Partial<Task>): Task;
  ask(query?: Partial<TaskQuery>): string;
}

const column = (id: string, kind: Column["kind"], order: string): Column => ({
  ...{ id, name: id, kind, colour: "#000000", wipLimit: null, hidden: false, order },
  ...{ archivedAt: null, createdAt: 1, createdBy: null },
});

/** A board with the columns todo, doing and done, in this order, on an empty database. */
function withBoard(work: (board: Board) => void): Promise<void> {
  return withStorage(({ sql }) => {
    sql.exec(JSON_ROOM_SCHEMA);
    for (const { sql: statements } of WORKSPACE_MIGRATIONS) sql.exec(statements);
    const stores = openStores(sql);
    const given = { colour: "#000000", archivedAt: null, createdAt: 1, createdBy: "ada" };
    stores.projects.add({ project: { id: "p", key: "ENS", name: "Engine", order: "a0", ...given }, revisions: {} }, 0);
    for (const part of [column("todo", "todo", "b"), column("doing", "doing", "a"), column("done", "done", "c")]) {
      stores.parts.add({ noun: "column", project: "p", part, revisions: {} });
    }
    const list = new TaskList(sql);
    const board: Board = {
      stores,
      list,
      put(number, set = {}) {
        const task = { ...taskOf(number), ...set };
        stores.tasks.add({ task, revisions: {}, revision: 1 });
        return task;
      },
      ask: (query = {}) =>
        list
          .find("p", { ...ASKED, ...query }, null, 100)
          .map(({ id }) => id)
          .join(" "),
    };
    work(board);
  });
}

function taskOf(number: number): Task {
  return {
    ...{ id: `t${number}`, key: `ENS-${number}`, projectId: "p", number, columnId: "todo", order: `a${number}` },
    ...{ title: `Task ${number}`, labels: [], assignees: [], priority: "none", startDate: null, dueDate: null },
    ...{ estimate: null, checklist: [], parentId: null, relations: [], docId: null, fields: {}, followers: [] },
    ...{ archivedAt: null, createdAt: number, createdBy: "ada", updatedAt: 100 - number },
  };
}

describe("the list of a project's tasks", () => {
  it("has those for which all that is asked holds", () =>
    withBoard(({ put, ask }) => {
      put(1, { labels: ["bug"], assignees: ["ada"], priority: "high", title: "Ärger mit der Tür" });
      put(2, { labels: ["bug", "ui"], columnId: "doing", dueDate: "2026-11-20", parentId: "t1" });
      put(3, { columnId: "done", dueDate: "2026-11-22", archivedAt: 5, assignees: ["bob"] });
      put(4, { columnId: "done", dueDate: "2026-11-19", relations: [{ type: "blocked_by", taskId: "t1" }] });
      put(5, {
        relations: [
          { type: "blocked_by", taskId: "t4" },
          { type: "blocks", taskId: "t2" },
        ],
      });
      expect(ask()).toBe("t1 t2 t4 t5");
      expect(ask({ archived: "true" })).toBe("t1 t2 t3 t4 t5");
      expect(ask({ archived: "only" })).toBe("t3");
      expect(ask({ columns: ["todo", "doing"] })).toBe("t1 t2 t5");
      expect(ask({ labels: ["ui", "none of them"] })).toBe("t2");
      expect(ask({ labels: ["bug"], columns: ["todo"] })).toBe("t1");
      expect(ask({ assignees: ["ada"] })).toBe("t1");
      expect(ask({ assignees: ["ada", NOBODY] })).toBe("t1 t2 t4 t5");
      expect(ask({ assignees: [NOBODY] })).toBe("t2 t4 t5");
      expect(ask({ priorities: ["high", "urgent"] })).toBe("t1");
      expect(ask({ due: false })).toBe("t1 t5");
      expect(ask({ due: true })).toBe("t2 t4");
      expect(ask({ dueBefore: "2026-11-20" })).toBe("t4");
      expect(ask({ dueAfter: "2026-11-19" })).toBe("t2");
      expect(ask({ dueBefore: "2026-11-21", unsettled: true })).toBe("t2");
      expect(ask({ text: "ärger" })).toBe("t1");
      expect(ask({ text: "ens-4" })).toBe("t4");
      expect(ask({ parent: "t1" })).toBe("t2");
      expect(ask({ parent: null })).toBe("t1 t4 t5");
      expect(ask({ blocked: true })).toBe("t4");
      expect(ask({ blocked: false })).toBe("t1 t2 t5");
      expect(ask({ updatedSince: 98 })).toBe("t1 t2");
      expect(ask({ tasks: ["t5", "t2", "of elsewhere"] })).toBe("t2 t5");
      expect(ask({ tasks: [] })).toBe("");
    }));

  it("is in the order asked for, from either end", () =>
    withBoard(({ put, ask }) => {
      put(1, { title: "beta", priority: "low", dueDate: "2026-11-22" });
      put(2, { title: "Alpha", columnId: "done", priority: "urgent" });
      put(3, { title: "gamma", columnId: "doing", dueDate: "2026-11-21" });
      put(4, { title: "alpha", order: "a0" });
      expect(ask({ sort: "order" })).toBe("t3 t4 t1 t2");
      expect(ask({ sort: "order", descending: true })).toBe("t2 t1 t4 t3");
      expect(ask({ sort: "number", descending: true })).toBe("t4 t3 t2 t1");
      expect(ask({ sort: "createdAt" })).toBe("t1 t2 t3 t4");
      expect(ask({ sort: "updatedAt" })).toBe("t4 t3 t2 t1");
      expect(ask({ sort: "dueDate" })).toBe("t3 t1 t2 t4");
      expect(ask({ sort: "dueDate", descending: true })).toBe("t1 t3 t4 t2");
      expect(ask({ sort: "priority" })).toBe("t2 t1 t3 t4");
      expect(ask({ sort: "title" })).toBe("t2 t4 t1 t3");
    }));

  it("P8.17 is read page by page, none left out and none twice, also while tasks come and go", () =>
    withBoard(({ put, list, stores }) => {
      for (let number = 1; number <= 20; number += 1) {
        put(number, { priority: number % 3 ? "low" : "high", dueDate: number % 4 ? null : `2026-11-${10 + number}` });
      }
      for (const sort of ["order", "number", "createdAt", "updatedAt", "dueDate", "priority", "title"] as const) {
        for (const descending of [false, true]) {
          const query = { ...ASKED, sort, descending };
          const whole = list.find("p", query, null, 100).map(({ id }) => id);
          const seen: string[] = [];
          let after: TaskPosition | null = null;
          while (seen.length <= whole.length) {
            const page: ReturnType<TaskList["find"]> = list.find("p", query, after, 3);
            if (page.length === 0) break;
            seen.push(...page.map(({ id }) => id));
            after = page.at(-1)?.position ?? null;
          }
          expect([sort, seen]).toEqual([sort, whole]);
        }
      }
      const first = list.find("p", ASKED, null, 5);
      for (const gone of ["t3", "t5"]) stores.tasks.delete(gone);
      put(21);
      const rest = list.find("p", ASKED, first.at(-1)?.position ?? null, 100);
      expect(rest.map(({ id }) => id)).toEqual(
        [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21].map((n) => `t${n}`),
      );
    }));

  it("refuses a position of another order, and takes text for what it is", () =>
    withBoard(({ put, list, ask }) => {
      put(1, { title: "100% of '); DROP TABLE tasks; --" });
      expect(() => list.find("p", { ...ASKED, sort: "order" }, [1], 10)).toThrow(/another list/);
      expect(ask({ text: "'); DROP TABLE tasks; --" })).toBe("t1");
      expect(ask({ text: "%" })).toBe("t1");
      expect(ask({ text: "_" })).toBe("");
      expect(ask({ columns: ["') OR 1=1 --"] })).toBe("");
    }));
});
