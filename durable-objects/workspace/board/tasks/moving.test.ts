import { describe, expect, it } from "vitest";
import { type InnerBoards, OWNER, update, withBoards } from "../../../../test/rooms/inner-boards.ts";
import { newId } from "../../../room/id.ts";
import type { BoardAction } from "../protocol.ts";

const choice = (name: string) => ({ id: newId(), name, colour: "#5e6ad2" });

describe("moving a task", () => {
  const board = (boards: InnerBoards) => {
    const project = boards.addProject("One");
    const todo = boards.column(project, "Todo").id;
    const doing = boards.column(project, "In progress").id;
    const done = boards.column(project, "Done").id;
    const add = (title: string, columnId = todo) => boards.addTask(project, { set: { title }, columnId });
    return { project, todo, doing, done, add };
  };

  it("puts it where it is told, and last when the neighbour is gone", () =>
    withBoards((boards) => {
      const { todo, doing, add } = board(boards);
      const [a, b, c] = [add("a"), add("b"), add("c")];
      const move = (task: string, columnId: string, place: { before?: string; after?: string } = {}) =>
        boards.act({ type: "task.move", task, columnId, ...place });
      move(c, todo, { before: a });
      expect(boards.titlesIn(todo)).toEqual(["c", "a", "b"]);
      move(c, todo, { after: boards.task(a).key });
      expect(boards.titlesIn(todo)).toEqual(["a", "c", "b"]);
      move(a, doing);
      move(b, doing, { before: a });
      expect(boards.titlesIn(doing)).toEqual(["b", "a"]);
      move(c, doing, { after: "none" });
      expect(boards.titlesIn(doing)).toEqual(["b", "a", "c"]);
      const { delta, type } = boards.lastSaid ?? {};
      expect(type).toBe("task.moved");
      expect(Object.keys(delta?.tasks?.set?.[0]?.set ?? {}).sort()).toEqual(["columnId", "order", "updatedAt"]);
    }));

  it("P3.13 two who move into one gap both succeed, in one order", () =>
    withBoards((boards) => {
      const { todo, doing, add } = board(boards);
      const [a, b, x, y] = [add("a"), add("b"), add("x", doing), add("y", doing)];
      boards.act({ type: "task.move", task: x, columnId: todo, after: a, before: b });
      boards.act({ type: "task.move", task: y, columnId: todo, after: a, before: b });
      expect(boards.titlesIn(todo)).toEqual(["a", "x", "y", "b"]);
      expect(new Set(boards.tasksIn(todo).map(({ order }) => order)).size).toBe(4);
    }));

  it("changes nothing when it is there already", () =>
    withBoards((boards) => {
      const { todo, add } = board(boards);
      const [a, b, c] = [add("a"), add("b"), add("c")];
      const said = boards.said.length;
      const places = [
        { task: b, after: a },
        { task: b, before: c },
        { task: c },
        { task: a, before: a },
        { task: a, before: b },
      ];
      for (const place of places) expect(boards.act({ type: "task.move", columnId: todo, ...place })).toBe(0);
      expect(boards.said.length).toBe(said);
      const since = boards.act({ type: "task.move", task: c, columnId: todo, before: a });
      boards.act({ type: "task.move", task: c, columnId: todo });
      expect(boards.outcome({ type: "task.move", task: c, columnId: todo, since })).toBe("moved_on");
    }));

  it("P3.15 a task with an open blocker does not begin unless forced, which is told", () =>
    withBoards((boards) => {
      const { project, todo, doing, done, add } = board(boards);
      const [blocker, blocked, other] = [add("blocker"), add("blocked"), add("other")];
      boards.act({ type: "task.relate", task: blocker, relation: "blocks", to: blocked });
      const begin = (more = {}): BoardAction => ({ type: "task.move", task: blocked, columnId: doing, ...more });
      expect(boards.outcome(begin())).toBe("blocked");
      expect(
        boards.outcome({
          type: "task.bulk",
          changes: [
            { task: other, columnId: doing },
            { task: blocked, columnId: doing },
          ],
        }),
      ).toBe("blocked");
      expect(boards.task(other).columnId).toBe(todo);
      expect(boards.outcome(begin({ force: true }))).toBeTypeOf("number");
      expect(boards.lastSaid?.forced).toEqual(["blocked"]);
      boards.act({ type: "task.archive", tasks: [blocked] });
      expect(boards.outcome({ type: "task.restore", tasks: [blocked] })).toBe("blocked");
      expect(boards.outcome({ type: "task.restore", tasks: [blocked], force: true })).toBeTypeOf("number");
      boards.act({ type: "task.move", task: blocked, columnId: todo });
      boards.act({ type: "task.move", task: blocker, columnId: done });
      boards.act(begin({ force: true }));
      expect(boards.lastSaid?.forced).toBeUndefined();
      expect(boards.stateOf(project)).toEqual(boards.toldOf(project));
    }));

  it("P8.26 a column holds no more than its limit unless forced, however tasks come into it", () =>
    withBoards((boards) => {
      const { project, todo, doing, add } = board(boards);
      boards.act({ type: "column.update", part: doing, set: { wipLimit: 1 } });
      const [a, b] = [add("a", doing), add("b")];
      const archived = add("archived", todo);
      boards.act({ type: "task.archive", tasks: [archived] });
      expect(boards.outcome({ type: "task.move", task: b, columnId: doing })).toBe("wip_limit");
      expect(boards.outcome({ type: "task.bulk", changes: [{ task: b, columnId: doing }] })).toBe("wip_limit");
      expect(
        boards.outcome({ type: "task.create", project, task: newId(), set: { title: "c" }, columnId: doing }),
      ).toBe("wip_limit");
      expect(boards.outcome({ type: "task.move", task: a, columnId: doing })).toBe(0);
      expect(boards.outcome({ type: "task.move", task: b, columnId: doing, before: a, force: true })).toBeTypeOf(
        "number",
      );
      expect(boards.lastSaid?.forced).toEqual(["wip_limit"]);
      expect(boards.outcome({ type: "task.move", task: a, columnId: doing, before: b })).toBeTypeOf("number");
      boards.act({ type: "column.update", part: todo, set: { wipLimit: 1 } });
      boards.act({ type: "task.move", task: a, columnId: todo });
      expect(boards.outcome({ type: "task.restore", tasks: [archived] })).toBe("wip_limit");
    }));

  it("is refused for an archived task, an archived column and one that is not there", () =>
    withBoards((boards) => {
      const { todo, doing, done, add } = board(boards);
      const [a, b] = [add("a"), add("b")];
      boards.act({ type: "task.archive", tasks: [a] });
      boards.act({ type: "column.archive", part: done });
      expect(boards.outcome({ type: "task.move", task: a, columnId: doing })).toBe("conflict");
      expect(boards.outcome({ type: "task.move", task: b, columnId: done })).toEqual(["invalid", "columnId"]);
      expect(boards.outcome({ type: "task.move", task: b, columnId: "none" })).toEqual(["invalid", "columnId"]);
      boards.act({ type: "task.move", task: b, columnId: todo, after: a });
      expect(boards.titlesIn(todo)).toEqual(["b"]);
    }));

  it("puts many, one after the other, each at its place", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const columnId = boards.column(project, "Todo").id;
      const add = (title: string, to: string) => boards.addTask(project, { columnId: to, set: { title } });
      const [a, c] = [add("A", columnId), add("C", columnId)];
      const elsewhere = boards.column(project, "Done").id;
      const [b, d] = [add("B", elsewhere), add("D", elsewhere)];
      const changes = [
        { task: d, columnId, after: c },
        { task: b, columnId, before: boards.task(c).key },
        { task: a, columnId, before: d },
      ];
      boards.act({ type: "task.bulk", changes });
      expect(boards.titlesIn(columnId)).toEqual(["B", "C", "A", "D"]);
      expect(boards.stateOf(project)).toEqual(boards.toldOf(project));
    }));
});

describe("moving a task to another project", () => {
  it("P5.30 takes its sub-tasks along, keeps its old key, and takes only what fits there", () =>
    withBoards((boards) => {
      const [from, to] = [boards.addProject("From"), boards.addProject("To")];
      boards.addMember("gus", "guest");
      boards.change(OWNER, (change) => {
        const gus = change.stores.members.find("gus");
        if (gus) change.grant(gus, [{ kind: "project", id: from }]);
      });
      const [bug, lost, bugThere] = [
        boards.addLabel(from, "Bug"),
        boards.addLabel(from, "Lost"),
        boards.addLabel(to, "bug"),
      ];
      const [small, big, bigThere] = [choice("S"), choice("XL"), choice("XL")];
      const size = boards.addField(from, { name: "Size", type: "select", options: [small, big] });
      const points = boards.addField(from, { name: "Points", type: "number" });
      const sizeThere = boards.addField(to, { name: "Size", type: "select", options: [bigThere] });
      boards.addField(to, { name: "Points", type: "text" });
      const grandparent = boards.addTask(from);
      const task = boards.addTask(from, {
        set: { title: "Task", labels: [lost, bug], assignees: [OWNER, "gus"], fields: { [size]: big.id, [points]: 3 } },
      });
      const sub = boards.addTask(from, { set: { title: "Sub", parentId: task, fields: { [size]: small.id } } });
      const archived = boards.addTask(from, { set: { title: "Archived", parentId: task } });
      boards.act({ type: "task.archive", tasks: [archived] });
      const formerKey = boards.task(task).key;
      const beyond = boards.addTask(to, { columnId: boards.column(to, "Todo").id, set: { title: "Beyond" } });
      boards.act({ type: "task.move", task, columnId: boards.column(to, "Todo").id, before: beyond });
      const moved = boards.task(task);
      expect(moved).toMatchObject({
        projectId: to,
        number: 2,
        labels: [bugThere],
        fields: { [sizeThere]: bigThere.id },
        assignees: [OWNER],
        followers: [OWNER],
        parentId: null,
      });
      expect(boards.titlesIn(boards.column(to, "Todo").id)).toEqual(["Task", "Sub", "Beyond"]);
      expect(boards.task(sub)).toMatchObject({ projectId: to, number: 3, parentId: task, fields: {} });
      expect(boards.task(archived)).toMatchObject({ projectId: to, number: 4, parentId: task });
      const told = boards.said.slice(-2).map(({ project, type, about }) => [project, type, about]);
      expect(told).toEqual([
        [from, "task.left", [task, sub, archived]],
        [to, "task.arrived", [task, sub, archived]],
      ]);
      boards.act(update(formerKey.toLowerCase(), { title: "Found by its old key" }));
      expect(boards.task(task).title).toBe("Found by its old key");
      boards.act({ type: "task.restore", tasks: [archived] });
      expect(boards.titlesIn(boards.column(to, "Todo").id)).toEqual([
        "Found by its old key",
        "Sub",
        "Archived",
        "Beyond",
      ]);
      boards.act({ type: "task.move", task: sub, columnId: boards.column(from, "Todo").id });
      expect(boards.task(sub)).toMatchObject({ projectId: from, parentId: null });
      expect(boards.task(grandparent).number).toBe(1);
      for (const project of [from, to]) expect(boards.stateOf(project)).toEqual(boards.toldOf(project));
    }));

  it("lets whoever may be there into its description, and no one else", () =>
    withBoards((boards) => {
      const [from, to] = [boards.addProject("From"), boards.addProject("To")];
      const task = boards.addTask(from);
      const doc = { kind: "doc" as const, id: newId() };
      boards.change(OWNER, (change) => {
        change.stores.rooms.register(doc, 0);
        change.moveRoom(doc, from);
        change.stores.tasks.put({ ...givenDoc(boards, task, doc.id), revision: 1 }, []);
      });
      boards.act({ type: "task.move", task, columnId: boards.column(to, "Todo").id });
      expect(boards.stores.rooms.projectOf(doc)).toBe(to);
      boards.act({ type: "task.delete", tasks: [task] });
      expect(boards.stores.rooms.registeredAt(doc)).toBeUndefined();
    }));
});

function givenDoc(boards: InnerBoards, task: string, docId: string) {
  const row = boards.stores.tasks.find(task);
  if (!row) throw new Error("no task");
  return { ...row, task: { ...row.task, docId } };
}

describe("changing many at once", () => {
  it("does all of it or nothing, and says it once for each project", () =>
    withBoards((boards) => {
      const [one, two] = [boards.addProject("One"), boards.addProject("Two")];
      const [a, b, c] = [boards.addTask(one), boards.addTask(one), boards.addTask(two)];
      const said = boards.said.length;
      const refused: BoardAction = {
        type: "task.bulk",
        changes: [
          { task: a, set: { title: "A" } },
          { task: c, set: { labels: ["none"] } },
        ],
      };
      expect(boards.outcome(refused)).toEqual(["invalid", "changes.1.set.labels.0"]);
      expect(boards.task(a).title).toBe("Task");
      expect(boards.said.length).toBe(said);
      const todo = boards.column(one, "Todo").id;
      boards.act({
        type: "task.bulk",
        changes: [
          { task: b, columnId: todo },
          { task: a, set: { priority: "high" }, columnId: todo },
          { task: c, set: { priority: "low" } },
        ],
      });
      expect(boards.said.slice(said).map(({ project, type, about }) => [project, type, about])).toEqual([
        [one, "task.updated", [b, a]],
        [two, "task.updated", [c]],
      ]);
      expect(boards.tasksIn(todo).map(({ id }) => id)).toEqual([b, a]);
      boards.act({
        type: "task.bulk",
        changes: [
          { task: c, columnId: todo },
          { task: a, columnId: todo },
        ],
      });
      expect(boards.said.slice(-2).map(({ project, type }) => [project, type])).toEqual([
        [two, "task.left"],
        [one, "task.moved"],
      ]);
      expect(boards.tasksIn(todo).map(({ id }) => id)).toEqual([b, c, a]);
      for (const project of [one, two]) expect(boards.stateOf(project)).toEqual(boards.toldOf(project));
    }));
});

describe("changing a task and its parent at once", () => {
  it("takes both to another project as what they are, in the order named", () =>
    withBoards((boards) => {
      const [from, to] = [boards.addProject("From"), boards.addProject("To")];
      const todo = boards.column(to, "Todo").id;
      const parent = boards.addTask(from, { set: { title: "parent" } });
      const sub = boards.addTask(from, { set: { title: "sub", parentId: parent } });
      const changes = [sub, parent].map((task) => ({ task, columnId: todo }));
      boards.act({ type: "task.bulk", changes });
      expect(boards.titlesIn(todo)).toEqual(["sub", "parent"]);
      expect(boards.task(sub)).toMatchObject({ projectId: to, parentId: parent });
      expect(boards.stateOf(to)).toEqual(boards.toldOf(to));
    }));
});
