import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { CloseCode } from "../../durable-objects/room/close-codes.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { MAX_ORDER_LENGTH } from "../../durable-objects/workspace/board/limits.ts";
import { type BoardAction, BoardPart, type Project, streamOf } from "../../durable-objects/workspace/board/protocol.ts";
import { type Grant, WorkspaceSnapshot } from "../../durable-objects/workspace/protocol.ts";
import { eventually } from "../eventually.ts";
import type { Frame, TestSocket } from "./socket.ts";
import { codeOfAct, problemOfAct, TestBoard } from "./workspace-boards.ts";
import { docRoom, endGrace, enterDoc, rows } from "./workspace-neighbours.ts";
import { codeOf, enter, good, invite, join, newTenant } from "./workspace-people.ts";

const ofType = (type: string) => (frame: Frame) => frame.type === type;
const onStream = (stream: string) => (frame: Frame) => "stream" in frame && frame.stream === stream;
const grantOf = (board: TestBoard): Grant => ({ kind: "project", id: board.project });

/** A project as the list of projects has it. */
async function projectOf({ tenant, project }: TestBoard): Promise<Project> {
  return good(await tenant.room.project(tenant.owner, project));
}

/** Asks to follow a project's stream, and answers the first frame of what comes of it. */
async function follow(socket: TestSocket, project: string, from: { epoch?: string; after?: number } = {}) {
  socket.send({ type: "subscribe", stream: streamOf(project), ...from });
  return socket.next((frame) => frame.type === "error" || onStream(streamOf(project))(frame));
}

/** Follows a project's stream and answers its state, with the place in the stream at which it is that. */
async function openBoard(socket: TestSocket, project: string) {
  let frame = await follow(socket, project);
  const read: BoardPart[] = [];
  for (;;) {
    if (frame.type !== "snapshot" || !("data" in frame)) throw new Error(`no board in ${JSON.stringify(frame)}`);
    read.push(BoardPart.parse(frame.data));
    const { epoch, seq, parts } = frame;
    const [first] = read;
    if (!first?.board) throw new Error("the first part has no board");
    if (read.length === parts) return { epoch, seq, board: first.board, tasks: read.flatMap(({ tasks }) => tasks) };
    frame = await socket.next(ofType("snapshot"));
  }
}

function snapshotIn(frame: Frame): WorkspaceSnapshot {
  if (frame.type === "welcome" && "snapshot" in frame) return WorkspaceSnapshot.parse(frame.snapshot);
  if (frame.type === "snapshot" && "data" in frame) return WorkspaceSnapshot.parse(frame.data);
  throw new Error(`no snapshot in ${frame.type}`);
}

/** The docs of a project's tasks, made through the room. */
async function describeTask(board: TestBoard, task: string): Promise<string> {
  const { room, owner } = board.tenant;
  const { docId } = good(await room.describe(owner, { project: null, name: task }));
  return docId;
}

describe("a new project", () => {
  it("P2.19 begins with the usual columns, and its first event says all of it", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant, { name: "Ensemble" });
    const { socket } = await enter(tenant, tenant.owner);
    const { board: state, tasks } = await openBoard(socket, board.project);
    expect(state.project).toMatchObject({ id: board.project, key: "ENS", name: "Ensemble", archivedAt: null });
    expect(state.columns.map(({ name, kind, hidden }) => [name, kind, hidden])).toEqual([
      ["Backlog", "backlog", false],
      ["Todo", "todo", false],
      ["In progress", "doing", false],
      ["In review", "review", false],
      ["Done", "done", false],
      ["Cancelled", "cancelled", true],
    ]);
    expect(tasks).toEqual([]);
    const [created, ...more] = await board.events();
    expect(more).toEqual([]);
    expect(created).toMatchObject({ type: "project.created", by: tenant.owner.user });
    expect(created?.delta).toEqual({ project: state.project, columns: { put: state.columns } });
  });

  it("is shown at once in everyone's list, as are its changes and its end", async () => {
    const tenant = await newTenant();
    const viewer = await join(tenant, "viewer");
    const theirs = await enter(tenant, viewer);
    const board = await TestBoard.make(tenant, { name: "Web" });
    expect(await theirs.socket.next(ofType("project.created"))).toMatchObject({ project: { key: "WEB" } });
    await board.act({ type: "project.update", project: board.project, set: { name: "Web site" } });
    expect(await theirs.socket.next(ofType("project.changed"))).toMatchObject({ project: { name: "Web site" } });
    const later = await enter(tenant, viewer);
    expect(snapshotIn(later.welcome).projects).toEqual([await projectOf(board)]);
    await board.act({ type: "project.delete", project: board.project });
    expect(await theirs.socket.next(ofType("project.deleted"))).toMatchObject({ project: board.project, key: "WEB" });
    expect(snapshotIn((await enter(tenant, viewer)).welcome).projects).toEqual([]);
  });

  it("P3.12 made twice under one id it is one, and another's id is refused", async () => {
    const tenant = await newTenant();
    const member = await join(tenant, "member");
    const board = await TestBoard.make(tenant, { name: "Once" });
    const again: BoardAction = { type: "project.create", project: board.project, set: { name: "Twice" } };
    expect(await board.act(again)).toBe(0);
    expect(await projectOf(board)).toMatchObject({ name: "Once" });
    expect(await codeOfAct(tenant, member, again)).toBe("conflict");
    expect(await board.events()).toHaveLength(1);
  });

  it("goes where it is wanted among the others", async () => {
    const tenant = await newTenant();
    const [one, two] = [await TestBoard.make(tenant, { name: "One" }), await TestBoard.make(tenant, { name: "Two" })];
    const between = newId();
    await one.act({ type: "project.create", project: between, set: { name: "Between" }, after: one.project });
    await two.act({ type: "project.move", project: two.project, before: one.project });
    expect(await two.act({ type: "project.move", project: two.project, before: one.project })).toBe(0);
    const names = async () => snapshotIn((await enter(tenant, tenant.owner)).welcome).projects.map(({ name }) => name);
    expect(await names()).toEqual(["Two", "One", "Between"]);
    for (let count = 0; count < 70; count += 1) {
      await one.act({ type: "project.move", project: one.project, after: two.project });
      await one.act({ type: "project.move", project: between, after: two.project });
    }
    expect(await names()).toEqual(["Two", "Between", "One"]);
    const { welcome } = await enter(tenant, tenant.owner);
    for (const { order } of snapshotIn(welcome).projects) expect(order.length).toBeLessThanOrEqual(MAX_ORDER_LENGTH);
  });
});

describe("a project's key", () => {
  it("P5.29 belongs to one project, also after another took its place, and finds its tasks", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant, { name: "Ensemble" });
    const task = await board.addTask();
    await board.act({ type: "project.update", project: board.project, set: { key: "NEW" } });
    expect((await board.task(task)).key).toBe("NEW-1");
    expect((await board.task("ENS-1")).id).toBe(task);
    expect((await board.task("NEW-1")).id).toBe(task);
    const create = (key: string): BoardAction => ({
      type: "project.create",
      project: newId(),
      set: { name: "Ensemble", key },
    });
    for (const key of ["ENS", "NEW"]) {
      expect(await problemOfAct(tenant, tenant.owner, create(key))).toEqual(["conflict", "set.key"]);
    }
    const other = await TestBoard.make(tenant, { name: "Ensemble" });
    expect((await projectOf(other)).key).toBe("ENSE");
    const take: BoardAction = { type: "project.update", project: other.project, set: { key: "ENS" } };
    expect(await problemOfAct(tenant, tenant.owner, take)).toEqual(["conflict", "set.key"]);
    await board.act({ type: "project.update", project: board.project, set: { key: "ENS" } });
    expect((await board.task(task)).key).toBe("ENS-1");
  });

  it("P3.17 of a deleted project may be used again, and numbers go on behind its last", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant, { name: "Ensemble" });
    await board.addTask();
    const last = await board.addTask();
    await board.act({ type: "task.delete", tasks: [last] });
    await board.act({ type: "project.update", project: board.project, set: { key: "REN" } });
    await board.act({ type: "project.delete", project: board.project });
    const heir = await TestBoard.make(tenant, { name: "Heir", key: "ENS" });
    expect((await heir.task(await heir.addTask())).key).toBe("ENS-3");
    const take: BoardAction = { type: "project.update", project: heir.project, set: { key: "REN" } };
    expect(await problemOfAct(tenant, tenant.owner, take)).toEqual(["conflict", "set.key"]);
  });
});

describe("a project's fields", () => {
  it("change for the last who sets them, unless they have moved on since", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant, { name: "Project" });
    const { project } = board;
    const named = await board.act({ type: "project.update", project, set: { name: "First" } });
    await board.act({ type: "project.update", project, set: { colour: "#112233" }, since: named });
    await board.act({ type: "project.update", project, set: { name: "Second" } });
    const undo: BoardAction = { type: "project.update", project, set: { name: "Project" }, since: named };
    expect(await codeOfAct(tenant, tenant.owner, undo)).toBe("moved_on");
    expect(await board.act({ type: "project.update", project, set: { name: "Second" } })).toBe(0);
    expect(await projectOf(board)).toMatchObject({ name: "Second", colour: "#112233" });
  });

  it("stay as they are while it is archived, with all of its board", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const { project } = board;
    const todo = await board.column("Todo");
    const task = await board.addTask();
    await board.act({ type: "project.archive", project });
    expect(await board.act({ type: "project.archive", project })).toBe(0);
    const refused: BoardAction[] = [
      { type: "project.update", project, set: { name: "No" } },
      { type: "project.move", project },
      { type: "column.create", project, part: newId(), set: { name: "No", kind: "todo" } },
      { type: "column.update", part: todo, set: { name: "No" } },
      { type: "column.delete", part: todo },
      { type: "task.create", project, task: newId(), set: { title: "No" } },
      { type: "task.update", task, set: { title: "No" } },
      { type: "task.move", task, columnId: todo },
      { type: "task.delete", tasks: [task] },
    ];
    for (const action of refused) expect(await codeOfAct(tenant, tenant.owner, action), action.type).toBe("conflict");
    expect(codeOf(await tenant.room.describe(tenant.owner, { project: null, name: task }))).toBe("conflict");
    await board.act({ type: "project.restore", project });
    await board.act({ type: "task.update", task, set: { title: "Yes" } });
    expect((await board.events()).map(({ type }) => type)).toEqual([
      "project.created",
      "task.created",
      "project.archived",
      "project.restored",
      "task.updated",
    ]);
  });
});

describe("a deleted project", () => {
  it("P4.26 takes its tasks, their docs, what named it and what led to its tasks with it", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant, { name: "Gone" });
    const other = await TestBoard.make(tenant, { name: "Stays" });
    const [gone, stays] = [await board.addTask({ title: "Gone" }), await other.addTask({ title: "Stays" })];
    await board.act({ type: "task.relate", task: gone, relation: "blocks", to: stays });
    const docId = await describeTask(board, gone);
    const guest = await join(tenant, "guest", [grantOf(board), grantOf(other)]);
    await invite(tenant, { role: "guest", grants: [grantOf(board), grantOf(other)] });
    const { socket } = await enter(tenant, guest);
    await openBoard(socket, board.project);
    await board.act({ type: "project.delete", project: board.project });
    // The guest is told on the stream they follow, and then given what is left to them.
    expect(await socket.next(onStream(streamOf(board.project)))).toMatchObject({ type: "project.deleted", delta: {} });
    const left = snapshotIn(await socket.next(ofType("snapshot")));
    expect(left.projects.map(({ name }) => name)).toEqual(["Stays"]);
    expect(left.grants).toEqual([grantOf(other)]);
    expect(await follow(socket, board.project)).toMatchObject({ type: "error", code: "not_found" });

    expect((await other.task(stays)).relations).toEqual([]);
    const told = (await other.events()).at(-1);
    expect(told?.delta.tasks?.set).toMatchObject([{ id: stays, set: { relations: [] } }]);
    expect(told?.delta.neighbours).toEqual({ gone: [gone] });
    expect((await board.events()).at(-1)).toMatchObject({ type: "project.deleted", delta: {} });
    const { invitations } = snapshotIn((await enter(tenant, tenant.owner)).welcome);
    expect(invitations.map(({ grants }) => grants)).toEqual([[grantOf(other)], [grantOf(other)]]);
    await eventually(async () => expect(await docRoom({ docId }).address()).toBeNull());
    const kept = await runInDurableObject(tenant.room, (_, { storage }) =>
      ["tasks", "parts", "rooms"].map(
        (table) =>
          storage.sql
            .exec<{ count: number }>(`SELECT count(*) AS count FROM ${table} WHERE project = ?`, board.project)
            .one().count,
      ),
    );
    expect(kept).toEqual([0, 0, 0]);
    expect(good(await tenant.room.audit(tenant.owner, { filter: {}, before: null, limit: 1 })).entries).toMatchObject([
      { act: "project.deleted", target: board.project, detail: { key: "GON", name: "Gone", tasks: 1 } },
    ]);
  });

  it("goes with its workspace", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const docId = await describeTask(board, await board.addTask());
    good(await tenant.room.scheduleDeletion(tenant.owner));
    await endGrace(tenant);
    await eventually(async () => expect(await docRoom({ docId }).address()).toBeNull());
    await eventually(async () => {
      for (const table of ["projects", "columns", "tasks"]) {
        const left = await rows<{ gone: number }>(
          `SELECT deleted_at IS NOT NULL AS gone FROM ${table} WHERE workspace = ?`,
          tenant.id,
        );
        expect(left.length, table).toBeGreaterThan(0);
        expect(
          left.every(({ gone }) => gone === 1),
          table,
        ).toBe(true);
      }
    });
  });
});

describe("a guest to whom a project is named", () => {
  it("P5.28 sees it and the people in it, works on its board and in its docs, and sees no other", async () => {
    const tenant = await newTenant();
    const [board, other] = [
      await TestBoard.make(tenant, { name: "Named" }),
      await TestBoard.make(tenant, { name: "Secret" }),
    ];
    const task = await board.addTask();
    const [docId, secret] = [await describeTask(board, task), await describeTask(other, await other.addTask())];
    await join(tenant, "member");
    const guest = await join(tenant, "guest", [grantOf(board)]);
    const { socket, welcome } = await enter(tenant, guest);
    const seen = snapshotIn(welcome);
    expect(seen.projects.map(({ name }) => name)).toEqual(["Named"]);
    expect(seen.grants).toEqual([grantOf(board)]);
    expect(seen.members.map(({ user }) => user).sort()).toEqual([guest.user, tenant.owner.user].sort());
    expect((await openBoard(socket, board.project)).tasks.map(({ id }) => id)).toEqual([task]);
    expect(await follow(socket, other.project)).toMatchObject({ type: "error", code: "not_found" });

    await board.act({ type: "task.update", task, set: { title: "By a guest" } }, guest);
    expect(await socket.next(ofType("task.updated"))).toMatchObject({ by: guest.user });
    await board.act({ type: "label.create", project: board.project, part: newId(), set: { name: "Bug" } }, guest);
    await enterDoc(tenant, guest, { docId });
    const at = { workspace: tenant.id, kind: "doc" as const, room: secret };
    expect(codeOf(await tenant.room.admit(guest.user, at))).toBe("not_found");
    const todo = await other.column("Todo");
    const refused: [BoardAction, string][] = [
      [{ type: "project.update", project: board.project, set: { name: "No" } }, "forbidden"],
      [{ type: "project.delete", project: board.project }, "forbidden"],
      [{ type: "project.create", project: newId(), set: { name: "No" } }, "forbidden"],
      [{ type: "project.delete", project: other.project }, "not_found"],
      [{ type: "project.update", project: other.project, set: { name: "No" } }, "not_found"],
      [{ type: "column.update", part: todo, set: { name: "No" } }, "not_found"],
      [{ type: "label.create", project: other.project, part: newId(), set: { name: "No" } }, "not_found"],
    ];
    for (const [action, code] of refused) expect(await codeOfAct(tenant, guest, action), action.type).toBe(code);
    await other.act({ type: "project.update", project: other.project, set: { name: "More secret" } });
    await board.act({ type: "project.update", project: board.project, set: { name: "Renamed" } });
    expect(await socket.next(ofType("project.changed"))).toMatchObject({ project: { name: "Renamed" } });
    expect(JSON.stringify(socket.received)).not.toMatch(new RegExp(`ecret|${other.project}"[^}]*"order`));
  });

  it("P4.27 hears nothing more of it once it is not named to them, nor is in its docs", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const task = await board.addTask();
    const docId = await describeTask(board, task);
    const guest = await join(tenant, "guest", [grantOf(board)]);
    const { socket } = await enter(tenant, guest);
    const { epoch, seq } = await openBoard(socket, board.project);
    const inDoc = await enterDoc(tenant, guest, { docId });
    good(await tenant.room.setGrants(tenant.owner, guest.user, []));
    expect((await inDoc.end()).code).toBe(CloseCode.forbidden);
    expect(snapshotIn(await socket.next(ofType("snapshot")))).toMatchObject({ projects: [], grants: [] });
    await board.act({ type: "task.update", task, set: { title: "Unheard" } });
    expect(await codeOfAct(tenant, guest, { type: "task.update", task, set: { title: "No" } })).toBe("not_found");
    expect(await follow(socket, board.project, { epoch, after: seq })).toMatchObject({ code: "not_found" });
    expect(JSON.stringify(socket.received)).not.toContain("Unheard");

    good(await tenant.room.setGrants(tenant.owner, guest.user, [grantOf(board)]));
    expect(snapshotIn(await socket.next(ofType("snapshot"))).projects.map(({ id }) => id)).toEqual([board.project]);
    expect((await openBoard(socket, board.project)).tasks).toMatchObject([{ title: "Unheard" }]);
    await enterDoc(tenant, guest, { docId });
  });

  it("P5.9 is named only projects that are there, by grant and by invitation", async () => {
    const tenant = await newTenant();
    const elsewhere = await TestBoard.make(await newTenant());
    const guest = await join(tenant, "guest");
    for (const id of [elsewhere.project, newId()]) {
      const grants: Grant[] = [{ kind: "project", id }];
      expect(codeOf(await tenant.room.setGrants(tenant.owner, guest.user, grants))).toBe("invalid");
      await expect(invite(tenant, { role: "guest", grants })).rejects.toThrow("invalid");
    }
  });
});
