import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { CloseCode } from "../../durable-objects/room/close-codes.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { MAX_OPEN_TASKS } from "../../durable-objects/workspace/board/limits.ts";
import { type BoardAction, BoardEvent, streamOf } from "../../durable-objects/workspace/board/protocol.ts";
import type { Grant } from "../../durable-objects/workspace/protocol.ts";
import { eventually } from "../eventually.ts";
import type { Frame, TestSocket } from "./socket.ts";
import { codeOfAct, TestBoard } from "./workspace-boards.ts";
import { enterDoc } from "./workspace-neighbours.ts";
import { codeOf, enter, good, join, newTenant, type Tenant } from "./workspace-people.ts";

const grantOf = ({ project }: TestBoard): Grant => ({ kind: "project", id: project });

/** Sends a command and answers what came of it. */
async function ask(socket: TestSocket, action: BoardAction, id: string = newId()): Promise<Frame> {
  socket.send({ id, ...action });
  return socket.next((frame) => (frame.type === "ack" || frame.type === "error") && frame.id === id);
}

async function watch({ tenant, project }: TestBoard, who = tenant.owner): Promise<TestSocket> {
  const { socket } = await enter(tenant, who);
  socket.send({ type: "subscribe", stream: streamOf(project) });
  await socket.next((frame) => frame.type === "snapshot");
  return socket;
}

/** Titles of a column's tasks in their order, as the room has them. */
async function titlesIn(board: TestBoard, columnId: string): Promise<string[]> {
  const found = good(
    await board.tenant.room.tasks(
      board.tenant.owner,
      board.project,
      { columns: [columnId], sort: "order", descending: false, archived: "false" },
      null,
      100,
    ),
  );
  return found.map(({ task }) => task.title);
}

/** How many rows SQLite writes in a room while `work` runs, indexes included. */
async function rowsWritten({ room }: Tenant, work: () => Promise<void>): Promise<number> {
  const cursors: { rowsWritten: number }[] = [];
  await runInDurableObject(room, (_, { storage: { sql } }) => {
    const exec = sql.exec;
    const counted = (query: string, ...bindings: SqlStorageValue[]) => {
      const cursor = exec.call(sql, query, ...bindings);
      cursors.push(cursor);
      return cursor;
    };
    Object.defineProperty(sql, "exec", { configurable: true, value: counted });
  });
  await work();
  await runInDurableObject(room, (_, { storage: { sql } }) => Reflect.deleteProperty(sql, "exec"));
  return cursors.reduce((rows, cursor) => rows + cursor.rowsWritten, 0);
}

/** Copies a task until its project holds `count`, past all that acts do. */
function multiply({ tenant, project }: TestBoard, task: string, count: number): Promise<void> {
  return runInDurableObject(tenant.room, (_, { storage: { sql } }) => {
    sql.exec(
      `WITH RECURSIVE n (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < ?2)
       INSERT INTO tasks (id, project, number, column_id, sort_key, revision, revisions, body)
       SELECT substr(id, 1, 24) || printf('%012d', n), project, n, column_id, printf('b%05d', n), revision, revisions, body
       FROM tasks JOIN n WHERE id = ?1`,
      task,
      count,
    );
    sql.exec("UPDATE projects SET next_number = ?1 WHERE id = ?2", count + 1, project);
  });
}

describe("tasks over sockets", () => {
  it("come whole to one who opens a board of as many as it may hold, with all that is usual in each", async () => {
    const board = await TestBoard.make(await newTenant());
    const { owner } = board.tenant;
    const labels = [await board.addLabel("urgent"), await board.addLabel("customer")];
    const checklist = Array.from({ length: 8 }, (_, index) => ({
      id: newId(),
      text: `Step ${index} of what is to be done`,
    }));
    const task = await board.addTask({
      title: "A title of some length, as tasks have",
      labels,
      checklist,
      assignees: [owner.user],
    });
    await multiply(board, task, MAX_OPEN_TASKS);
    const { socket } = await enter(board.tenant, owner);
    socket.send({ type: "subscribe", stream: streamOf(board.project) });
    await socket.next((frame) => frame.type === "snapshot" && frame.parts > 1 && frame.part === frame.parts - 1);
  });

  it("P3.13 moves from two people at once into one gap all succeed, and both see one order", async () => {
    const board = await TestBoard.make(await newTenant());
    const { tenant } = board;
    const member = await join(tenant, "member");
    const [todo, doing] = [await board.column("Todo"), await board.column("In progress")];
    const first = await board.addTask({ title: "first" }, { columnId: doing });
    const last = await board.addTask({ title: "last" }, { columnId: doing });
    const tasks: string[] = [];
    for (let made = 0; made < 20; made += 1) tasks.push(await board.addTask({ title: `${made}` }, { columnId: todo }));
    const sockets = [await watch(board), await watch(board, member)];
    const place = { columnId: doing, after: first, before: last };
    const answers = await Promise.all(
      tasks.map((task, index) => {
        const socket = sockets[index % 2];
        if (!socket) throw new Error("no socket");
        const id = newId();
        socket.send({ id, type: "task.move", task, ...place });
        return eventually(() => {
          const answer = socket.received.find(
            (frame) => (frame.type === "ack" || frame.type === "error") && frame.id === id,
          );
          if (!answer) throw new Error("no answer yet");
          return answer.type;
        });
      }),
    );
    expect(new Set(answers)).toEqual(new Set(["ack"]));
    const order = await titlesIn(board, doing);
    expect(order).toHaveLength(22);
    expect([order[0], order.at(-1)]).toEqual(["first", "last"]);
    const seen = await Promise.all(
      sockets.map((socket) =>
        eventually(() => {
          const events = socket.received.flatMap((frame) => BoardEvent.safeParse(frame).data ?? []);
          const moved = events.filter(({ type }) => type === "task.moved");
          expect(moved).toHaveLength(20);
          return moved.map(({ seq, delta }) => [seq, delta]);
        }),
      ),
    );
    expect(seen[0]).toEqual(seen[1]);
    await evictDurableObject(tenant.room);
    expect(await titlesIn(board, doing)).toEqual(order);
  });

  it("P3.10 a create that is sent again, or by another route, makes one task", async () => {
    const board = await TestBoard.make(await newTenant());
    const socket = await watch(board);
    const action: BoardAction = { type: "task.create", project: board.project, task: newId(), set: { title: "Once" } };
    const first = await ask(socket, action, "one");
    const again = await ask(socket, action, "one");
    const anew = await ask(socket, action, "two");
    expect(first).toMatchObject({ type: "ack", result: { revision: expect.any(Number) } });
    expect(again).toEqual(first);
    expect(anew).toMatchObject({ type: "ack", result: { revision: 0 } });
    expect(await board.act(action)).toBe(0);
    expect((await board.events(action.task)).map(({ type }) => type)).toEqual(["task.created"]);
  });

  it("P8.25 a move writes at most six rows, with all that the room keeps of it", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const columns = [await board.column("Todo"), await board.column("In progress"), await board.column("Done")];
    const tasks: string[] = [];
    for (let made = 0; made < 60; made += 1) tasks.push(await board.addTask({}, { columnId: String(columns[0]) }));
    const people = [tenant.owner, await join(tenant, "member"), await join(tenant, "admin")];
    const sockets = await Promise.all(people.map((who) => watch(board, who)));
    const moves = 270;
    const rows = await rowsWritten(tenant, async () => {
      for (let move = 0; move < moves; move += 1) {
        const task = String(tasks[(move * 7) % 60]);
        const before = String(tasks[(move * 11 + 3) % 60]);
        const columnId = String(columns[move % 3]);
        const socket = sockets[move % 3];
        const answer = socket && (await ask(socket, { type: "task.move", task, columnId, before }));
        expect(answer?.type).toBe("ack");
      }
    });
    expect(rows / moves).toBeLessThanOrEqual(6);
  });
});

describe("a guest of a project", () => {
  it("P5.28 works on its tasks, and learns of no other project's", async () => {
    const tenant = await newTenant();
    const [named, hidden] = [
      await TestBoard.make(tenant, { name: "Named" }),
      await TestBoard.make(tenant, { name: "Hidden" }),
    ];
    const guest = await join(tenant, "guest", [grantOf(named)]);
    const [task, secret] = [await named.addTask(), await hidden.addTask({ title: "Secret" })];
    const doing = await named.column("In progress");
    await named.act({ type: "task.relate", task, relation: "blocked_by", to: secret });
    const code = (action: BoardAction) => codeOfAct(tenant, guest, action);
    expect(await code({ type: "task.update", task, set: { title: "Mine too", addAssignees: [guest.user] } })).toBe(
      "ok",
    );
    expect(await code({ type: "task.follow", task })).toBe("ok");
    for (const action of [
      { type: "task.update", task: secret, set: { title: "x" } },
      { type: "task.move", task: secret, columnId: doing },
      { type: "task.archive", tasks: [task, secret] },
      { type: "task.relate", task, relation: "relates", to: secret },
      { type: "task.follow", task: secret },
      { type: "task.create", project: hidden.project, task: newId(), set: { title: "x" } },
    ] satisfies BoardAction[]) {
      expect([action.type, await code(action)]).toEqual([action.type, "not_found"]);
    }
    const unknown = await tenant.room.perform(guest, { type: "task.move", task, columnId: newId() });
    const unseen = await tenant.room.perform(guest, { type: "task.move", task, columnId: await hidden.column("Todo") });
    expect(unseen).toEqual(unknown);
    const blocked = await tenant.room.perform(guest, { type: "task.move", task, columnId: doing });
    expect(codeOf(blocked)).toBe("blocked");
    expect(JSON.stringify(blocked)).not.toMatch(/Secret|HID/);
  });

  it("learns who the people are that become part of it", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const guest = await join(tenant, "guest", [grantOf(board)]);
    const [assigned, writer] = [await join(tenant, "member"), await join(tenant, "member")];
    const { socket } = await enter(tenant, guest);
    const peopleSeen = () =>
      JSON.stringify(socket.received.filter((frame) => frame.type === "snapshot" || frame.type === "member.entered"));
    await board.addTask({ assignees: [assigned.user] });
    await eventually(() => expect(peopleSeen()).toContain(assigned.user));
    expect(peopleSeen()).not.toContain(writer.user);
    await board.addTask({}, {}, writer);
    await eventually(() => expect(peopleSeen()).toContain(writer.user));
  });
});

describe("a task's description", () => {
  it("P5.30 goes with it to another project, and the former one's guests leave its doc", async () => {
    const tenant = await newTenant();
    const [from, to] = [await TestBoard.make(tenant, { name: "From" }), await TestBoard.make(tenant, { name: "To" })];
    const [former, guest] = [await join(tenant, "guest", [grantOf(from)]), await join(tenant, "guest", [grantOf(to)])];
    const task = await from.addTask();
    const { docId } = good(await tenant.room.describe(tenant.owner, { project: null, name: task }));
    const at = { workspace: tenant.id, kind: "doc" as const, room: docId };
    const socket = await enterDoc(tenant, former, { docId });
    expect(codeOf(await tenant.room.admit(guest.user, at))).toBe("not_found");
    await from.act({ type: "task.move", task, columnId: await to.column("Todo") });
    expect((await socket.end()).code).toBe(CloseCode.forbidden);
    expect(codeOf(await tenant.room.admit(former.user, at))).toBe("not_found");
    expect(codeOf(await tenant.room.admit(guest.user, at))).toBe("ok");
    expect(await to.task(task)).toMatchObject({ docId, projectId: to.project });
  });

  it("P4.28 is erased with it", async () => {
    const board = await TestBoard.make(await newTenant());
    const { tenant } = board;
    const task = await board.addTask();
    const { docId } = good(await tenant.room.describe(tenant.owner, { project: null, name: task }));
    const socket = await enterDoc(tenant, tenant.owner, { docId });
    await board.act({ type: "task.delete", tasks: [task] });
    expect((await socket.end()).code).toBe(CloseCode.gone);
    const at = { workspace: tenant.id, kind: "doc" as const, room: docId };
    expect(codeOf(await tenant.room.admit(tenant.owner.user, at))).toBe("not_found");
  });

  it("is not begun in an archived project", async () => {
    const board = await TestBoard.make(await newTenant());
    const { room, owner } = board.tenant;
    const task = await board.addTask();
    await board.act({ type: "project.archive", project: board.project });
    expect(codeOf(await room.describe(owner, { project: null, name: task }))).toBe("conflict");
  });
});
