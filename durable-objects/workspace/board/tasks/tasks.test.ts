import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { type InnerBoards, OWNER, withBoards } from "../../../../test/rooms/inner-boards.ts";
import { RoomError } from "../../../room/errors.ts";
import { newId } from "../../../room/id.ts";
import type { Grant } from "../../protocol.ts";
import { MAX_RELATIONS } from "../limits.ts";
import type { BoardAction, NewField, TaskSet } from "../protocol.ts";

/** What an act is refused for: its code and the paths of its faults; or what it answers. */
function outcome(boards: InnerBoards, action: BoardAction, user = OWNER): unknown {
  try {
    return boards.act(action, user);
  } catch (cause) {
    if (!(cause instanceof RoomError)) throw cause;
    return cause.errors ? [cause.code, ...cause.errors.map(({ path }) => path)] : cause.code;
  }
}

const update = (task: string, set: TaskSet): BoardAction => ({ type: "task.update", task, set });
const create = (project: string, set: TaskSet, columnId?: string): BoardAction => ({
  type: "task.create",
  project,
  task: newId(),
  columnId,
  set: { ...set, title: "Task" },
});

function addLabel(boards: InnerBoards, project: string, name: string): string {
  const part = newId();
  boards.act({ type: "label.create", project, part, set: { name } });
  return part;
}

function addField(boards: InnerBoards, project: string, set: z.infer<typeof NewField>): string {
  const part = newId();
  boards.act({ type: "field.create", project, part, set });
  return part;
}

const choice = (name: string) => ({ id: newId(), name, colour: "#5e6ad2" });
const lastSaid = (boards: InnerBoards) => boards.said.at(-1);
const titlesIn = (boards: InnerBoards, column: string) => boards.tasksIn(column).map(({ title }) => title);

describe("making a task", () => {
  it("gives it the next number, the first column that is shown, the last place, and its creator for a follower", () =>
    withBoards((boards) => {
      const project = boards.addProject("Ensemble");
      const [one, two] = [boards.addTask(project), boards.addTask(project)].map((id) => boards.task(id));
      const backlog = boards.column(project, "Backlog").id;
      expect(one).toMatchObject({
        number: 1,
        columnId: backlog,
        createdBy: OWNER,
        followers: [OWNER],
        priority: "none",
      });
      expect(two?.number).toBe(2);
      expect(two?.key).toBe(one?.key.replace("1", "2"));
      expect(boards.tasksIn(backlog).map(({ id }) => id)).toEqual([one?.id, two?.id]);
      expect(lastSaid(boards)).toMatchObject({
        type: "task.created",
        by: OWNER,
        about: [two?.id],
        delta: { tasks: { put: [two] } },
      });
    }));

  it("[P3 create-again] under the same id again by the same user makes nothing; by another, it is a conflict", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const other = boards.addProject("Other");
      boards.addMember("max", "member");
      const task = boards.addTask(project, { set: { title: "As it was" } });
      const said = boards.said.length;
      const again: BoardAction = { type: "task.create", project, task, set: { title: "Again" } };
      expect(boards.act(again)).toBe(0);
      expect(boards.said.length).toBe(said);
      expect(boards.task(task).title).toBe("As it was");
      expect(outcome(boards, again, "max")).toBe("conflict");
      expect(outcome(boards, { ...again, project: other })).toBe("conflict");
      expect(boards.task(boards.addTask(project)).number).toBe(2);
    }));

  it("sets all that is asked for, and takes the assignees in as followers", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      boards.addMember("max", "member");
      const label = addLabel(boards, project, "Bug");
      const size = addField(boards, project, { name: "Size", type: "number" });
      const parentId = boards.addTask(project);
      const set = {
        title: "All of it",
        addLabels: [label],
        assignees: ["max"],
        priority: "high" as const,
        dueDate: "2026-12-24",
        estimate: 3,
        checklist: [{ id: "a", text: "First" }],
        fields: { [size]: 5 },
        parentId: boards.task(parentId).key,
      };
      const todo = boards.column(project, "Todo").id;
      const task = boards.task(boards.addTask(project, { set, columnId: todo }));
      expect(task).toMatchObject({
        title: "All of it",
        labels: [label],
        assignees: ["max"],
        followers: [OWNER, "max"],
        priority: "high",
        startDate: null,
        dueDate: "2026-12-24",
        estimate: 3,
        checklist: [{ id: "a", text: "First", done: false }],
        fields: { [size]: 5 },
        parentId,
        columnId: todo,
      });
    }));

  it("is refused with a word for each thing that does not fit", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const other = boards.addProject("Other");
      boards.addMember("gus", "guest");
      const foreign = addLabel(boards, other, "Bug");
      const archived = addLabel(boards, project, "Old");
      boards.act({ type: "label.archive", part: archived });
      const [text, number, day] = (["text", "number", "date"] as const).map((type) =>
        addField(boards, project, { name: type, type }),
      );
      const select = addField(boards, project, { name: "select", type: "select", options: [choice("S")] });
      const foreignField = addField(boards, other, { name: "text", type: "text" });
      expect(
        outcome(
          boards,
          create(project, {
            labels: [foreign],
            addLabels: [archived, "none"],
            assignees: [OWNER, "gus", "nobody"],
            fields: {
              [String(text)]: 1,
              [String(number)]: "1",
              [String(day)]: "2026-02-30",
              [select]: "S",
              [foreignField]: "x",
            },
          }),
        ),
      ).toEqual([
        "invalid",
        "set.labels.0",
        "set.addLabels.0",
        "set.addLabels.1",
        "set.assignees.1",
        "set.assignees.2",
        ...[text, number, day, select, foreignField].map((id) => `set.fields.${id}`),
      ]);
      const column = boards.column(other, "Todo").id;
      expect(outcome(boards, create(project, {}, column))).toEqual(["invalid", "columnId"]);
      expect(outcome(boards, create(project, { checklist: [{ id: "a" }] }))).toEqual([
        "invalid",
        "set.checklist.0.text",
      ]);
      expect(outcome(boards, create("none", {}))).toBe("not_found");
    }));

  it("takes a guest for an assignee only in a project named to them", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const grants: Grant[] = [{ kind: "project", id: project }];
      boards.addMember("gus", "guest");
      expect(outcome(boards, create(project, { assignees: ["gus"] }))).toEqual(["invalid", "set.assignees.0"]);
      boards.change(OWNER, (change) => {
        const gus = change.stores.members.find("gus");
        if (gus) change.grant(gus, grants);
      });
      expect(outcome(boards, create(project, { assignees: ["gus"] }), "gus")).toBeTypeOf("number");
    }));
});

describe("setting a task's fields", () => {
  it("tells what changed alone, as it is and as it was; what is so already changes nothing", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const task = boards.addTask(project, { set: { title: "Before", priority: "low" } });
      boards.act(update(task, { title: "After", priority: "low" }));
      const { set, was } = lastSaid(boards)?.delta.tasks?.set?.[0] ?? {};
      expect(set).toEqual({ title: "After", updatedAt: boards.task(task).updatedAt });
      expect(was).toMatchObject({ title: "Before" });
      const said = boards.said.length;
      expect(boards.act(update(task, { title: "After" }))).toBe(0);
      expect(boards.said.length).toBe(said);
    }));

  it("[P3 undo-guard] a field set again since is not taken back, while others are", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const size = addField(boards, project, { name: "Size", type: "number" });
      const task = boards.addTask(project, { set: { title: "First" } });
      const mine = boards.act(update(task, { title: "Mine", priority: "high", fields: { [size]: 1 } }));
      boards.act(update(task, { title: "Another's" }));
      const undo = (set: TaskSet) => outcome(boards, { type: "task.update", task, set, since: mine });
      expect(undo({ title: "First", priority: "none" })).toBe("moved_on");
      expect(boards.task(task)).toMatchObject({ title: "Another's", priority: "high" });
      expect(undo({ priority: "none" })).toBeTypeOf("number");
      expect(undo({ fields: { [size]: null } })).toBeTypeOf("number");
      expect(undo({ fields: { [size]: 1 } })).toBe("moved_on");
      expect(undo({ addLabels: [] })).toBe(0);
    }));

  it("merges labels and assignees with what others set meanwhile", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      boards.addMember("max", "member");
      const [red, blue, green] = ["Red", "Blue", "Green"].map((name) => addLabel(boards, project, name));
      const task = boards.addTask(project, { set: { title: "T", labels: [String(red)] } });
      boards.act(update(task, { addLabels: [String(blue)], addAssignees: ["max"] }));
      boards.act(update(task, { addLabels: [String(green), String(red)], removeLabels: [String(blue)] }));
      expect(boards.task(task)).toMatchObject({ labels: [red, green], assignees: ["max"], followers: [OWNER, "max"] });
      boards.act(update(task, { labels: [], removeAssignees: ["max"] }));
      expect(boards.task(task)).toMatchObject({ labels: [], assignees: [], followers: [OWNER, "max"] });
    }));

  it("leaves in place what it has that could not be set any more", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const label = addLabel(boards, project, "Bug");
      const note = addField(boards, project, { name: "Note", type: "text" });
      boards.addMember("max", "member");
      const task = boards.addTask(project, {
        set: { title: "T", labels: [label], assignees: ["max"], fields: { [note]: "x" } },
      });
      boards.act({ type: "label.archive", part: label });
      boards.act({ type: "field.archive", part: note });
      boards.change(OWNER, (change) => {
        const max = change.stores.members.find("max");
        if (max) change.dropMember(max, { type: "member.removed", user: "max" });
      });
      boards.act(update(task, { title: "U", labels: [label], addAssignees: ["max"], fields: { [note]: "x" } }));
      expect(boards.task(task)).toMatchObject({
        title: "U",
        labels: [label],
        assignees: ["max"],
        fields: { [note]: "x" },
      });
      expect(outcome(boards, update(task, { fields: { [note]: "y" } }))).toEqual(["invalid", `set.fields.${note}`]);
      boards.act(update(task, { fields: { [note]: null } }));
      expect(boards.task(task).fields).toEqual({});
    }));

  it("merges a checklist item by item", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const checklist = ["a", "b", "c"].map((id) => ({ id, text: id }));
      const task = boards.addTask(project, { set: { title: "T", checklist } });
      const merge = (...changes: NonNullable<TaskSet["checklist"]>) => {
        boards.act(update(task, { checklist: changes }));
        return boards.task(task).checklist.map(({ text, done }) => (done ? `[x] ${text}` : text));
      };
      expect(merge({ id: "b", done: true })).toEqual(["a", "[x] b", "c"]);
      expect(merge({ id: "d", text: "d", after: "a" }, { id: "c", gone: true })).toEqual(["a", "d", "[x] b"]);
      expect(merge({ id: "b", after: null, text: "B" }, { id: "e", text: "e", after: "c" })).toEqual([
        "[x] B",
        "a",
        "d",
        "e",
      ]);
      expect(merge({ id: "none", gone: true }, { id: "a", text: "A" })).toEqual(["[x] B", "A", "d", "e"]);
    }));

  it("makes sub-tasks one level deep, within a project, and never in a circle", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const [parent, sub, other] = [boards.addTask(project), boards.addTask(project), boards.addTask(project)];
      const elsewhere = boards.addTask(boards.addProject("Two"));
      boards.act(update(sub, { parentId: parent }));
      const under = (task: string, parentId: string) => outcome(boards, update(task, { parentId }));
      expect(under(parent, parent)).toBe("cycle");
      expect(under(parent, sub)).toBe("cycle");
      expect(under(other, sub)).toEqual(["invalid", "set.parentId"]);
      expect(under(parent, other)).toEqual(["invalid", "set.parentId"]);
      expect(under(other, elsewhere)).toEqual(["invalid", "set.parentId"]);
      expect(under(other, "none")).toEqual(["invalid", "set.parentId"]);
      expect(under(sub, other)).toBeTypeOf("number");
      expect(outcome(boards, update(sub, { parentId: null }))).toBeTypeOf("number");
      expect(boards.task(sub).parentId).toBeNull();
    }));
});

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
      expect(titlesIn(boards, todo)).toEqual(["c", "a", "b"]);
      move(c, todo, { after: boards.task(a).key });
      expect(titlesIn(boards, todo)).toEqual(["a", "c", "b"]);
      move(a, doing);
      move(b, doing, { before: a });
      expect(titlesIn(boards, doing)).toEqual(["b", "a"]);
      move(c, doing, { after: "none" });
      expect(titlesIn(boards, doing)).toEqual(["b", "a", "c"]);
      const { delta, type } = lastSaid(boards) ?? {};
      expect(type).toBe("task.moved");
      expect(Object.keys(delta?.tasks?.set?.[0]?.set ?? {}).sort()).toEqual(["columnId", "order", "updatedAt"]);
    }));

  it("[P3 same-gap] two who move into one gap both succeed, in one order", () =>
    withBoards((boards) => {
      const { todo, doing, add } = board(boards);
      const [a, b, x, y] = [add("a"), add("b"), add("x", doing), add("y", doing)];
      boards.act({ type: "task.move", task: x, columnId: todo, after: a, before: b });
      boards.act({ type: "task.move", task: y, columnId: todo, after: a, before: b });
      expect(titlesIn(boards, todo)).toEqual(["a", "x", "y", "b"]);
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
      expect(outcome(boards, { type: "task.move", task: c, columnId: todo, since })).toBe("moved_on");
    }));

  it("[P3 blocked-start] a task with an open blocker does not begin unless forced, which is told", () =>
    withBoards((boards) => {
      const { project, todo, doing, done, add } = board(boards);
      const [blocker, blocked, other] = [add("blocker"), add("blocked"), add("other")];
      boards.act({ type: "task.relate", task: blocker, relation: "blocks", to: blocked });
      const begin = (more = {}): BoardAction => ({ type: "task.move", task: blocked, columnId: doing, ...more });
      expect(outcome(boards, begin())).toBe("blocked");
      expect(
        outcome(boards, {
          type: "task.bulk",
          changes: [
            { task: other, columnId: doing },
            { task: blocked, columnId: doing },
          ],
        }),
      ).toBe("blocked");
      expect(boards.task(other).columnId).toBe(todo);
      expect(outcome(boards, begin({ force: true }))).toBeTypeOf("number");
      expect(lastSaid(boards)?.forced).toEqual(["blocked"]);
      boards.act({ type: "task.archive", tasks: [blocked] });
      expect(outcome(boards, { type: "task.restore", tasks: [blocked] })).toBe("blocked");
      expect(outcome(boards, { type: "task.restore", tasks: [blocked], force: true })).toBeTypeOf("number");
      boards.act({ type: "task.move", task: blocked, columnId: todo });
      boards.act({ type: "task.move", task: blocker, columnId: done });
      boards.act(begin({ force: true }));
      expect(lastSaid(boards)?.forced).toBeUndefined();
      expect(boards.stateOf(project)).toEqual(boards.toldOf(project));
    }));

  it("[P8 wip-limit] a column holds no more than its limit unless forced, however tasks come into it", () =>
    withBoards((boards) => {
      const { project, todo, doing, add } = board(boards);
      boards.act({ type: "column.update", part: doing, set: { wipLimit: 1 } });
      const [a, b] = [add("a", doing), add("b")];
      const archived = add("archived", todo);
      boards.act({ type: "task.archive", tasks: [archived] });
      expect(outcome(boards, { type: "task.move", task: b, columnId: doing })).toBe("wip_limit");
      expect(outcome(boards, { type: "task.bulk", changes: [{ task: b, columnId: doing }] })).toBe("wip_limit");
      expect(
        outcome(boards, { type: "task.create", project, task: newId(), set: { title: "c" }, columnId: doing }),
      ).toBe("wip_limit");
      expect(outcome(boards, { type: "task.move", task: a, columnId: doing })).toBe(0);
      expect(outcome(boards, { type: "task.move", task: b, columnId: doing, before: a, force: true })).toBeTypeOf(
        "number",
      );
      expect(lastSaid(boards)?.forced).toEqual(["wip_limit"]);
      expect(outcome(boards, { type: "task.move", task: a, columnId: doing, before: b })).toBeTypeOf("number");
      boards.act({ type: "column.update", part: todo, set: { wipLimit: 1 } });
      boards.act({ type: "task.move", task: a, columnId: todo });
      expect(outcome(boards, { type: "task.restore", tasks: [archived] })).toBe("wip_limit");
    }));

  it("is refused for an archived task, an archived column and one that is not there", () =>
    withBoards((boards) => {
      const { todo, doing, done, add } = board(boards);
      const [a, b] = [add("a"), add("b")];
      boards.act({ type: "task.archive", tasks: [a] });
      boards.act({ type: "column.archive", part: done });
      expect(outcome(boards, { type: "task.move", task: a, columnId: doing })).toBe("conflict");
      expect(outcome(boards, { type: "task.move", task: b, columnId: done })).toEqual(["invalid", "columnId"]);
      expect(outcome(boards, { type: "task.move", task: b, columnId: "none" })).toEqual(["invalid", "columnId"]);
      boards.act({ type: "task.move", task: b, columnId: todo, after: a });
      expect(titlesIn(boards, todo)).toEqual(["b"]);
    }));
});

describe("moving a task to another project", () => {
  it("[P5 project-move] takes its sub-tasks along, keeps its old key, and takes only what fits there", () =>
    withBoards((boards) => {
      const [from, to] = [boards.addProject("From"), boards.addProject("To")];
      boards.addMember("gus", "guest");
      boards.change(OWNER, (change) => {
        const gus = change.stores.members.find("gus");
        if (gus) change.grant(gus, [{ kind: "project", id: from }]);
      });
      const [bug, lost, bugThere] = [
        addLabel(boards, from, "Bug"),
        addLabel(boards, from, "Lost"),
        addLabel(boards, to, "bug"),
      ];
      const [small, big, bigThere] = [choice("S"), choice("XL"), choice("XL")];
      const size = addField(boards, from, { name: "Size", type: "select", options: [small, big] });
      const points = addField(boards, from, { name: "Points", type: "number" });
      const sizeThere = addField(boards, to, { name: "Size", type: "select", options: [bigThere] });
      addField(boards, to, { name: "Points", type: "text" });
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
      expect(titlesIn(boards, boards.column(to, "Todo").id)).toEqual(["Task", "Sub", "Beyond"]);
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
      expect(titlesIn(boards, boards.column(to, "Todo").id)).toEqual([
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
        change.moveDoc(doc, from);
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
      expect(lastSaid(boards)).toMatchObject({ type: "task.related", about: [a, b] });
      expect(boards.act({ type: "task.relate", task: b, relation: "blocked_by", to: a })).toBe(0);
      boards.act({ type: "task.unrelate", task: b, relation: "blocked_by", to: a });
      boards.act({ type: "task.unrelate", task: b, relation: "relates", to: a });
      expect(boards.act({ type: "task.unrelate", task: b, relation: "relates", to: a })).toBe(0);
      expect([types(a), types(b)]).toEqual([["duplicates"], ["duplicated_by"]]);
      expect(outcome(boards, { type: "task.relate", task: a, relation: "relates", to: a })).toBe("invalid");
      expect(outcome(boards, { type: "task.relate", task: a, relation: "relates", to: "none" })).toBe("not_found");
    }));

  it("[P3 no-block-cycle] never let tasks block each other, across projects and over any number of others", () =>
    withBoards((boards) => {
      const projects = [boards.addProject("One"), boards.addProject("Two")];
      const tasks = Array.from({ length: 30 }, (_, index) => boards.addTask(String(projects[index % 2])));
      tasks.reduce((blocker, blocked) => {
        boards.act({ type: "task.relate", task: blocked, relation: "blocked_by", to: blocker });
        return blocked;
      });
      const [first, last] = [String(tasks[0]), String(tasks.at(-1))];
      expect(outcome(boards, { type: "task.relate", task: last, relation: "blocks", to: first })).toBe("cycle");
      expect(outcome(boards, { type: "task.relate", task: first, relation: "blocked_by", to: last })).toBe("cycle");
      expect(outcome(boards, { type: "task.relate", task: first, relation: "blocks", to: last })).toBeTypeOf("number");
    }));

  it("are limited on both sides", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const hub = boards.addTask(project);
      for (let count = 0; count < MAX_RELATIONS; count += 1) {
        boards.act({ type: "task.relate", task: hub, relation: "relates", to: boards.addTask(project) });
      }
      const one = boards.addTask(project);
      expect(outcome(boards, { type: "task.relate", task: hub, relation: "relates", to: one })).toBe("limit_reached");
      expect(outcome(boards, { type: "task.relate", task: one, relation: "relates", to: hub })).toBe("limit_reached");
    }));

  it("may lead to an archived project, from which nothing can be changed", () =>
    withBoards((boards) => {
      const [open, closed] = [boards.addProject("Open"), boards.addProject("Closed")];
      const [here, there, too] = [boards.addTask(open), boards.addTask(closed), boards.addTask(closed)];
      boards.act({ type: "project.archive", project: closed });
      expect(outcome(boards, { type: "task.relate", task: there, relation: "relates", to: here })).toBeTypeOf("number");
      expect(outcome(boards, { type: "task.relate", task: there, relation: "relates", to: too })).toBe("conflict");
      for (const action of [
        update(there, { title: "x" }),
        { type: "task.follow", task: there },
        { type: "task.archive", tasks: [there] },
        { type: "task.delete", tasks: [here, there] },
        { type: "task.move", task: here, columnId: boards.column(closed, "Todo").id },
        create(closed, {}),
      ] satisfies BoardAction[]) {
        expect(outcome(boards, action)).toBe("conflict");
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
      expect(lastSaid(boards)).toMatchObject({
        type: "task.archived",
        about: [b, sub],
        delta: { tasks: { gone: [b, sub] } },
      });
      expect(titlesIn(boards, todo)).toEqual(["a"]);
      add("c");
      boards.act({ type: "task.restore", tasks: [b] });
      expect(lastSaid(boards)).toMatchObject({ type: "task.restored", about: [b, sub] });
      expect(titlesIn(boards, todo)).toEqual(expect.arrayContaining(["a", "b", "sub", "c"]));
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
      expect(titlesIn(boards, todo)).toEqual(["x", "a"]);
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
      expect(lastSaid(boards)).toMatchObject({ type: "task.deleted", about: [task], titles: { [task]: "Gone" } });
      expect(boards.task(sub).parentId).toBeNull();
      expect(boards.task(other).relations).toEqual([]);
      expect(outcome(boards, update(key, { title: "x" }))).toBe("not_found");
      expect(boards.task(boards.addTask(project)).number).toBe(4);
      expect(boards.stateOf(project)).toEqual(boards.toldOf(project));
      const [entry] = boards.stores.audit.page(Number.MAX_SAFE_INTEGER, 1);
      expect(entry).toMatchObject({ act: "task.deleted", target: task, detail: { key, title: "Gone" } });
    }));

  it("guards an undo by when it was archived or restored last", () =>
    withBoards((boards) => {
      const task = boards.addTask(boards.addProject("One"));
      const since = boards.act({ type: "task.archive", tasks: [task] });
      boards.act({ type: "task.restore", tasks: [task] });
      boards.act({ type: "task.archive", tasks: [task] });
      expect(outcome(boards, { type: "task.restore", tasks: [task], since })).toBe("moved_on");
    }));
});

function withArchivedAt(boards: InnerBoards, task: string, archivedAt: number) {
  const row = boards.stores.tasks.find(task);
  if (!row) throw new Error("no task");
  return { ...row, task: { ...row.task, archivedAt } };
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
      expect(outcome(boards, refused)).toEqual(["invalid", "changes.1.set.labels.0"]);
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
        [one, "task.arrived"],
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
      expect(titlesIn(boards, todo)).toEqual(["sub", "parent"]);
      expect(boards.task(sub)).toMatchObject({ projectId: to, parentId: parent });
      expect(boards.stateOf(to)).toEqual(boards.toldOf(to));
    }));
});

describe("following", () => {
  it("is for whoever asks, viewers too, and takes effect once", () =>
    withBoards((boards) => {
      const task = boards.addTask(boards.addProject("One"));
      boards.addMember("vera", "viewer");
      boards.act({ type: "task.follow", task }, "vera");
      expect(boards.act({ type: "task.follow", task }, "vera")).toBe(0);
      expect(boards.task(task).followers).toEqual([OWNER, "vera"]);
      expect(outcome(boards, update(task, { title: "x" }), "vera")).toBe("forbidden");
      boards.act({ type: "task.unfollow", task }, "vera");
      expect(boards.act({ type: "task.unfollow", task }, "vera")).toBe(0);
      expect(boards.task(task).followers).toEqual([OWNER]);
    }));
});
