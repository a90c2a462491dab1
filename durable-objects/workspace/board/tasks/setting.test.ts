import { describe, expect, it } from "vitest";
import { create, OWNER, update, withBoards } from "../../../../test/rooms/inner-boards.ts";
import { newId } from "../../../room/id.ts";
import type { Grant } from "../../protocol.ts";
import { MAX_OPEN_TASKS } from "../limits.ts";
import type { BoardAction, TaskSet } from "../protocol.ts";

const choice = (name: string) => ({ id: newId(), name, colour: "#5e6ad2" });

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
      expect(boards.lastSaid).toMatchObject({
        type: "task.created",
        by: OWNER,
        about: [two?.id],
        delta: { tasks: { put: [two] } },
      });
    }));

  it("P3.12 under the same id again by the same user makes nothing; by another, it is a conflict", () =>
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
      expect(boards.outcome(again, "max")).toBe("conflict");
      expect(boards.outcome({ ...again, project: other })).toBe("conflict");
      expect(boards.task(boards.addTask(project)).number).toBe(2);
    }));

  it("sets all that is asked for, and takes the assignees in as followers", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      boards.addMember("max", "member");
      const label = boards.addLabel(project, "Bug");
      const size = boards.addField(project, { name: "Size", type: "number" });
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
      const foreign = boards.addLabel(other, "Bug");
      const archived = boards.addLabel(project, "Old");
      boards.act({ type: "label.archive", part: archived });
      const [text, number, day] = (["text", "number", "date"] as const).map((type) =>
        boards.addField(project, { name: type, type }),
      );
      const select = boards.addField(project, { name: "select", type: "select", options: [choice("S")] });
      const foreignField = boards.addField(other, { name: "text", type: "text" });
      expect(
        boards.outcome(
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
      expect(boards.outcome(create(project, {}, column))).toEqual(["invalid", "columnId"]);
      expect(boards.outcome(create(project, { checklist: [{ id: "a" }] }))).toEqual([
        "invalid",
        "set.checklist.0.text",
      ]);
      expect(boards.outcome(create("none", {}))).toBe("not_found");
    }));

  it("P8.27 is refused where a project has as many open tasks as it may, until one is archived", () =>
    withBoards((boards) => {
      const [project, other] = [boards.addProject("One"), boards.addProject("Other")];
      const [first, second, elsewhere] = [boards.addTask(project), boards.addTask(project), boards.addTask(other)];
      boards.act({ type: "task.archive", tasks: [first] });
      boards.change(null, ({ stores }) => {
        const row = stores.tasks.find(second);
        const number = stores.projects.takeNumbers(project, MAX_OPEN_TASKS - 1);
        for (let more = 0; row && more < MAX_OPEN_TASKS - 1; more += 1) {
          stores.tasks.add({ ...row, task: { ...row.task, id: newId(), number: number + more, order: `b${more}` } });
        }
      });
      const todo = boards.column(project, "Todo").id;
      expect(boards.outcome(create(project, {}))).toBe("limit_reached");
      expect(boards.outcome({ type: "task.restore", tasks: [first] })).toBe("limit_reached");
      expect(boards.outcome({ type: "task.move", task: elsewhere, columnId: todo })).toBe("limit_reached");
      boards.act({ type: "task.archive", tasks: [second] });
      expect(boards.outcome(create(project, {}, todo))).toBeTypeOf("number");
    }));

  it("takes a guest for an assignee only in a project named to them", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const grants: Grant[] = [{ kind: "project", id: project }];
      boards.addMember("gus", "guest");
      expect(boards.outcome(create(project, { assignees: ["gus"] }))).toEqual(["invalid", "set.assignees.0"]);
      boards.change(OWNER, (change) => {
        const gus = change.stores.members.find("gus");
        if (gus) change.grant(gus, grants);
      });
      expect(boards.outcome(create(project, { assignees: ["gus"] }), "gus")).toBeTypeOf("number");
    }));
});

describe("setting a task's fields", () => {
  it("tells what changed alone, as it is and as it was; what is so already changes nothing", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const task = boards.addTask(project, { set: { title: "Before", priority: "low" } });
      boards.act(update(task, { title: "After", priority: "low" }));
      const { set, was } = boards.lastSaid?.delta.tasks?.set?.[0] ?? {};
      expect(set).toEqual({ title: "After", updatedAt: boards.task(task).updatedAt });
      expect(was).toMatchObject({ title: "Before" });
      const said = boards.said.length;
      expect(boards.act(update(task, { title: "After" }))).toBe(0);
      expect(boards.said.length).toBe(said);
    }));

  it("P3.14 a field set again since is not taken back, while others are", () =>
    withBoards((boards) => {
      const project = boards.addProject("One");
      const size = boards.addField(project, { name: "Size", type: "number" });
      const task = boards.addTask(project, { set: { title: "First" } });
      const mine = boards.act(update(task, { title: "Mine", priority: "high", fields: { [size]: 1 } }));
      boards.act(update(task, { title: "Another's" }));
      const undo = (set: TaskSet) => boards.outcome({ type: "task.update", task, set, since: mine });
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
      const [red, blue, green] = ["Red", "Blue", "Green"].map((name) => boards.addLabel(project, name));
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
      const label = boards.addLabel(project, "Bug");
      const note = boards.addField(project, { name: "Note", type: "text" });
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
      expect(boards.outcome(update(task, { fields: { [note]: "y" } }))).toEqual(["invalid", `set.fields.${note}`]);
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
      const under = (task: string, parentId: string) => boards.outcome(update(task, { parentId }));
      expect(under(parent, parent)).toBe("cycle");
      expect(under(parent, sub)).toBe("cycle");
      expect(under(other, sub)).toEqual(["invalid", "set.parentId"]);
      expect(under(parent, other)).toEqual(["invalid", "set.parentId"]);
      expect(under(other, elsewhere)).toEqual(["invalid", "set.parentId"]);
      expect(under(other, "none")).toEqual(["invalid", "set.parentId"]);
      expect(under(sub, other)).toBeTypeOf("number");
      expect(boards.outcome(update(sub, { parentId: null }))).toBeTypeOf("number");
      expect(boards.task(sub).parentId).toBeNull();
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
      expect(boards.outcome(update(task, { title: "x" }), "vera")).toBe("forbidden");
      boards.act({ type: "task.unfollow", task }, "vera");
      expect(boards.act({ type: "task.unfollow", task }, "vera")).toBe(0);
      expect(boards.task(task).followers).toEqual([OWNER]);
    }));
});
