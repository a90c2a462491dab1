/** A task's description and the history of tasks and workspaces, over HTTP. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Label, Neighbour, Project, Task } from "../../durable-objects/workspace/board/protocol.ts";
import type { Activity } from "../../durable-objects/workspace/board/reading/protocol.ts";
import { eventually } from "../eventually.ts";
import { rows, withoutD1 } from "../rooms/workspace-neighbours.ts";
import { Board } from "./board-client.ts";
import { call } from "./client.ts";

const Doc = z.object({ docId: z.string() });
const Found = z.object({ items: z.array(Neighbour) });

const types = (items: readonly Activity[]) => items.map(({ type }) => type).join(" ");

async function put(board: Board, path: string, markdown: string, headers: Record<string, string> = {}) {
  const answer = await call(`${board.at}${path}`, {
    method: "PUT",
    token: board.who.token,
    body: { markdown },
    headers,
  });
  return { status: answer.status, etag: answer.headers.get("etag") ?? "", text: await answer.text() };
}

describe("…/tasks/:t/description", () => {
  it("is empty before it is written, then Markdown with an edition, at both addresses", async () => {
    const board = await Board.found();
    await board.project();
    await board.task("ENS", { title: "a" });
    const empty = await board.ask("/tasks/ENS-1/description");
    expect([empty.status, await empty.text(), empty.headers.get("etag")]).toEqual([200, "", null]);
    expect((await board.get("/tasks/ENS-1", Task)).docId).toBeNull();

    const written = await put(board, "/tasks/ENS-1/description", "# Why\n\nBecause.\n");
    expect(written).toMatchObject({ status: 200 });
    const { docId } = await board.get("/tasks/ENS-1", Task);
    expect(docId).not.toBeNull();
    const read = await board.ask("/projects/ENS/tasks/ENS-1/description", { headers: { accept: "application/json" } });
    expect(await read.json()).toEqual({ markdown: "# Why\n\nBecause.\n" });
    expect([read.headers.get("etag"), written.etag]).toEqual([expect.stringMatching(/^".+"$/), expect.any(String)]);

    await put(board, "/tasks/ENS-1/description", "# Why\n\nBecause. And so.\n");
    const merged = await put(board, "/tasks/ENS-1/description", "# Why not\n\nBecause.\n", {
      "if-match": written.etag,
    });
    expect(merged.text).toBe("# Why not\n\nBecause. And so.\n");
    const lost = await put(board, "/tasks/ENS-1/description", "x", { "if-match": '"no-such-edition"' });
    expect(lost.status).toBe(412);
    const { items } = await board.history("/tasks/ENS-1/activity");
    expect(types(items)).toBe("task.described task.created");
    expect(items[0]?.changes[0]?.set).toMatchObject({ docId });
  });

  it("P3.18 has one doc, however often and by however many it is asked for", async () => {
    const board = await Board.found();
    await board.project();
    await board.task("ENS", { title: "a" });
    const member = await board.join("member");
    const ask = async (by: Board) => {
      const answer = await by.ask("/tasks/ENS-1/description", { method: "POST" });
      return { status: answer.status, ...Doc.parse(await answer.json()) };
    };
    const answers = await Promise.all([ask(board), ask(member), ask(board)]);
    expect(new Set(answers.map(({ docId }) => docId)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect((await ask(member)).status).toBe(200);
    expect(answers[0]?.docId).toBe((await board.get("/tasks/ENS-1", Task)).docId);
  });

  it("P5.31 is open to whoever may be in the project, as far as they may write there", async () => {
    const board = await Board.found();
    const [mine] = [await board.project(), await board.project({ name: "Other", key: "OTH" })];
    await board.task("ENS", { title: "a" });
    await board.task("OTH", { title: "b" });
    const viewer = await board.join("viewer");
    const guest = await board.join("guest", [mine.id]);
    expect(await viewer.said("/tasks/ENS-1/description", { method: "POST" })).toBe("403 forbidden");
    expect((await put(viewer, "/tasks/ENS-1/description", "x")).status).toBe(403);
    expect((await put(guest, "/tasks/ENS-1/description", "By a guest\n")).status).toBe(200);
    expect((await put(guest, "/tasks/OTH-1/description", "x")).status).toBe(404);
    expect(await (await viewer.ask("/tasks/ENS-1/description")).text()).toBe("By a guest\n");
    const { docId } = await board.get("/tasks/ENS-1", Task);
    const ticket = (by: Board) => call(`/api/rooms/doc/${docId}/tickets`, { method: "POST", token: by.who.token });
    expect([(await ticket(guest)).status, (await ticket(viewer)).status]).toEqual([201, 201]);

    expect(await board.said("/tasks/ENS-1", { method: "DELETE" })).toBe("204");
    expect((await ticket(board)).status).toBe(404);
    expect((await put(board, "/tasks/ENS-1/description", "x")).status).toBe(404);
  });
});

describe("…/tasks/:t/activity", () => {
  it("tells what happened to the task, newest first, with what was set and what it was before", async () => {
    const board = await Board.found();
    await board.project();
    const { Backlog, Todo } = await board.columns("ENS");
    const bug = await board.send("POST", "/projects/ENS/labels", { name: "Bug" }, Label);
    const task = await board.task("ENS", { title: "a" });
    await board.task("ENS", { title: "b" });
    await board.send("PATCH", "/tasks/ENS-1", { title: "A", labels: [bug.id] }, Task);
    await board.send("POST", "/tasks/ENS-1/move", { columnId: "todo" }, Task);
    await board.send("POST", "/tasks/bulk", { tasks: ["ENS-1", "ENS-2"], set: { priority: "low" } }, z.unknown());
    await board.send("POST", "/tasks/ENS-1/relations", { type: "blocks", task: "ENS-2" }, Task);

    const { items, next } = await board.history("/tasks/ENS-1/activity");
    expect(types(items)).toBe("task.related task.updated task.moved task.updated task.created");
    expect(next).toBeNull();
    for (const { by, at, projectId, about } of items) {
      expect([by, projectId, about.includes(task.id)]).toEqual([board.who.id, task.projectId, true]);
      expect(at).toBeGreaterThan(0);
    }
    const [, bulk, moved, updated, created] = items;
    expect(bulk).toMatchObject({ aboutCount: 2, changes: [{ id: task.id, set: { priority: "low" } }] });
    expect(bulk?.changes).toHaveLength(1);
    expect(moved?.changes[0]).toMatchObject({ set: { columnId: Todo }, was: { columnId: Backlog } });
    expect(updated?.changes[0]).toMatchObject({
      set: { title: "A", labels: [bug.id] },
      was: { title: "a", labels: [] },
    });
    expect(created?.tasks).toEqual([{ id: task.id, key: "ENS-1", title: "A" }]);
    expect(created?.changes[0]).toMatchObject({ set: { title: "a", labels: [], columnId: Backlog }, was: {} });
    // Its column's end moves it, which is a part of its history too.
    const deleted = await board.ask("/projects/ENS/columns/todo?moveTasksTo=done", { method: "DELETE" });
    expect(deleted.status).toBe(204);
    const [end] = (await board.history("/tasks/ENS-1/activity")).items;
    expect(end).toMatchObject({ type: "column.deleted", changes: [{ id: task.id, was: { columnId: Todo } }] });
    items.unshift(...(end ? [end] : []));

    const first = await board.history("/tasks/ENS-1/activity?limit=2");
    const rest = await board.history(`/projects/ENS/tasks/ENS-1/activity?cursor=${first.next}`);
    expect([...first.items, ...rest.items]).toEqual(items);
  });

  it("follows a task through projects, as far as its reader sees them", async () => {
    const board = await Board.found();
    await board.project();
    const other = await board.project({ name: "Other", key: "OTH" });
    const { Todo } = await board.columns("OTH");
    await board.task("ENS", { title: "Secret so far" });
    await board.send("POST", "/tasks/ENS-1/move", { columnId: Todo }, Task);
    await board.send("PATCH", "/tasks/OTH-1", { title: "Public" }, Task);
    expect(types((await board.history("/tasks/OTH-1/activity")).items)).toMatch(/^task\.updated .*task\.created$/);
    const guest = await board.join("guest", [other.id]);
    const seen = (await guest.history("/tasks/OTH-1/activity")).items;
    expect(types(seen)).toBe("task.updated task.arrived");
    expect(JSON.stringify(seen.slice(1))).not.toContain("ENS-1");
  });

  it("P2.21 goes on from the room's log into D1, without a gap and without telling anything twice", async () => {
    const board = await Board.found();
    await board.project();
    await board.task("ENS", { title: "0" });
    for (let turn = 1; turn <= 12; turn += 1) await board.send("PATCH", "/tasks/ENS-1", { title: `${turn}` }, Task);
    const whole = (await board.history("/tasks/ENS-1/activity")).items;
    expect(whole).toHaveLength(13);
    await eventually(async () => {
      const kept = await rows("SELECT position FROM task_activities WHERE workspace = ?", board.workspace);
      expect(kept).toHaveLength(13);
    });

    // As after ten thousand events more: the log has let go of all but the latest, and D1 has what is older.
    const room = env.WORKSPACE.getByName(board.workspace);
    const forgotten = whole[4]?.position ?? 0;
    await runInDurableObject(room, (_, { storage }) => {
      storage.sql.exec("UPDATE events SET position = position + 20000 WHERE position > ?", forgotten);
      storage.sql.exec("DELETE FROM events WHERE position <= ?", forgotten);
    });
    await env.DB.prepare("UPDATE task_activities SET position = position + 20000 WHERE workspace = ? AND position > ?")
      .bind(board.workspace, forgotten)
      .run();
    await env.DB.prepare(
      "UPDATE activities SET position = position + 20000, entry = json_set(entry, '$.position', position + 20000) WHERE workspace = ? AND position > ?",
    )
      .bind(board.workspace, forgotten)
      .run();

    for (const path of ["/tasks/ENS-1/activity", "/activity?project=ENS"]) {
      const titles: unknown[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const page: Awaited<ReturnType<Board["history"]>> = await board.history(
          `${path}${path.includes("?") ? "&" : "?"}limit=3${cursor && `&cursor=${cursor}`}`,
        );
        titles.push(...page.items.flatMap(({ changes }) => changes.map(({ set }) => set.title)));
        cursor = page.next;
      }
      expect([path, titles]).toEqual([path, [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map(String)]);
    }
    // What the room has, it tells without D1.
    await withoutD1(async () => {
      expect((await board.history("/tasks/ENS-1/activity?limit=3")).items).toHaveLength(3);
      expect(await board.said("/tasks/ENS-1/activity")).toBe("503 unavailable");
    });
  });
});

describe("/api/workspaces/:w/tasks", () => {
  it("P5.35 finds open tasks by their words in every project one may see, and in no other", async () => {
    const board = await Board.found();
    const mine = await board.project();
    await board.project({ name: "Other", key: "OTH" });
    await board.task("ENS", { title: "Café opening hours" });
    await board.task("ENS", { title: "Close the cafe" });
    await board.task("OTH", { title: "Hours of the CAFÉ" });
    await board.send("PATCH", "/tasks/ENS-2", { archived: true }, Task);
    const guest = await board.join("guest", [mine.id]);
    const found = async (by: Board, words: string) => {
      const { items } = await by.get(`/tasks?q=${encodeURIComponent(words)}`, Found);
      return items.map(({ key }) => key).join(" ");
    };
    expect(await found(board, "cafe hours")).toBe("OTH-1 ENS-1");
    expect(await found(guest, "cafe hours")).toBe("ENS-1");
    expect([await found(board, "oth-1"), await found(guest, "oth-1")]).toEqual(["OTH-1", ""]);
    expect([await board.said("/tasks"), await board.said("/tasks?q=a&sort=title")]).toEqual([
      "422 invalid query.q",
      "422 invalid query.sort",
    ]);
  });

  it("answers tasks by id, archived ones too, and leaves out what one may not see", async () => {
    const board = await Board.found();
    const mine = await board.project();
    await board.project({ name: "Other", key: "OTH" });
    const one = await board.task("ENS", { title: "One" });
    const hidden = await board.task("OTH", { title: "Hidden" });
    await board.send("PATCH", "/tasks/ENS-1", { archived: true }, Task);
    const guest = await board.join("guest", [mine.id]);
    const ids = [hidden.id, one.id, "nothing"].join(",");
    const named = async (by: Board) => (await by.get(`/tasks?ids=${ids}`, Found)).items;
    expect(await named(board)).toMatchObject([{ id: hidden.id }, { id: one.id, title: "One", settled: true }]);
    expect(await named(guest)).toMatchObject([{ id: one.id }]);
    expect(await board.said(`/tasks?q=a&ids=${ids}`)).toBe("422 invalid query.q");
  });
});

describe("/api/workspaces/:w/activity", () => {
  it("tells what happened in the workspace and on its boards, to each what they may see", async () => {
    const board = await Board.found();
    const mine = await board.project();
    await board.project({ name: "Other", key: "OTH" });
    await board.task("ENS", { title: "Mine" });
    await board.task("OTH", { title: "Hidden" });
    const guest = await board.join("guest", [mine.id]);
    const member = await board.join("member");
    await board.send("PATCH", "/projects/ENS/columns/todo", { name: "Next" }, z.unknown());
    await board.send("PATCH", "/projects/ENS", { name: "Motor" }, Project);
    await board.ask("/tasks/ENS-1", { method: "DELETE" });

    const { items } = await member.history("/activity");
    expect(items.map(({ position }) => position)).toEqual(items.map(({ position }) => position).sort((a, b) => b - a));
    const told = types(items);
    for (const type of ["workspace.created", "member.added", "project.created", "task.created", "column.updated"]) {
      expect(told).toContain(type);
    }
    expect(told).not.toContain("project.changed");
    expect(told).not.toContain("invitation.");
    expect(types((await board.history("/activity")).items)).toContain("invitation.created");
    const [deleted, renamed, column] = items;
    expect(deleted).toMatchObject({ type: "task.deleted", tasks: [{ key: null, title: "Mine" }] });
    expect(renamed).toMatchObject({ type: "project.updated", projectId: mine.id });
    expect(column?.part).toMatchObject({ noun: "column", name: "Next" });

    const theirs = (await guest.history("/activity")).items;
    expect(JSON.stringify(theirs)).not.toMatch(/Hidden|OTH|invitation/);
    expect(types(theirs)).toContain("task.created");
    const inProject = (await board.history("/activity?project=oth")).items;
    expect(types(inProject)).toBe("task.created project.created");

    const pages: Activity[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Awaited<ReturnType<Board["history"]>> = await member.history(
        `/activity?limit=4${cursor && `&cursor=${cursor}`}`,
      );
      pages.push(...page.items);
      cursor = page.next;
    }
    expect(pages).toEqual(items);
  });

  it("P7.10 takes no cursor but its own", async () => {
    const board = await Board.found();
    expect(await board.said("/activity?cursor=x")).toBe("422 invalid query.cursor");
    expect(await board.said("/activity?limit=1000")).toBe("422 invalid query.limit");
    expect(await board.said("/activity?project=NONE")).toBe("404 not_found");
  });
});
