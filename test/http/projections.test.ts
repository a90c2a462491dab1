import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import { TestBoard } from "../rooms/workspace-boards.ts";
import { rows, tryAgain } from "../rooms/workspace-neighbours.ts";
import { good, join, newTenant, type Tenant } from "../rooms/workspace-people.ts";
import { type Account, call, callWith, problemIn, signUp } from "./client.ts";

const MyTasks = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      priority: z.string(),
      dueDate: z.string().nullable(),
      workspace: z.object({ id: z.string(), name: z.string() }),
      project: z.object({ id: z.string(), key: z.string(), name: z.string(), colour: z.string() }),
      column: z.object({ id: z.string(), name: z.string(), kind: z.string(), colour: z.string() }),
    }),
  ),
  next: z.string().nullable(),
});

let ada: Account;

beforeAll(async () => {
  ada = await signUp();
});

/** The account as a workspace is told of it. */
function actorOf({ id, email }: Account): Actor {
  return { user: id, name: "Ada", email, session: "a session", superadmin: false };
}

async function list(query = "", token = ada.token): Promise<z.infer<typeof MyTasks>> {
  const answer = await call(`/api/me/tasks?${query}`, { token });
  expect(answer.status).toBe(200);
  return MyTasks.parse(await answer.json());
}

async function titles(query = "", token = ada.token): Promise<string[]> {
  return (await list(query, token)).items.map(({ title }) => title);
}

/** A workspace with a board in which Ada is a member, and whose tasks are hers. */
async function newBoard(
  key: string,
): Promise<{ tenant: Tenant; board: TestBoard; add: typeof TestBoard.prototype.addTask }> {
  const tenant = await newTenant();
  await join(tenant, "member", [], actorOf(ada));
  const board = await TestBoard.make(tenant, { name: `Project ${key}`, key });
  return { tenant, board, add: (set = {}, more = {}) => board.addTask({ assignees: [ada.id], ...set }, more) };
}

describe("GET /api/me/tasks", () => {
  it("P5.32 lists what is assigned to the user across workspaces they belong to, and nothing else", async () => {
    const [one, two] = [await newBoard("ONE"), await newBoard("TWO")];
    await one.add({ title: "Here", dueDate: "2026-12-24", priority: "high" });
    await two.add({ title: "There", dueDate: "2026-12-23" });
    const archived = await two.add({ title: "Archived" });
    const deleted = await two.add({ title: "Deleted" });
    await two.add({ title: "Not mine", assignees: [two.tenant.owner.user] });
    await two.board.act({ type: "task.archive", tasks: [archived] });
    await two.board.act({ type: "task.delete", tasks: [deleted] });
    await Promise.all([tryAgain(one.tenant), tryAgain(two.tenant)]);
    const { items } = await list();
    expect(items.map(({ title }) => title)).toEqual(["There", "Here"]);
    expect(items[1]).toMatchObject({
      key: "ONE-1",
      priority: "high",
      workspace: { id: one.tenant.id, name: "Tenant" },
      project: { id: one.board.project, key: "ONE", name: "Project ONE" },
      column: { name: "Backlog", kind: "backlog" },
    });
    expect(await titles(`workspace=${one.tenant.id}`)).toEqual(["Here"]);

    await one.board.act({ type: "project.update", project: one.board.project, set: { key: "UNO" } });
    await two.board.act({ type: "project.archive", project: two.board.project });
    await Promise.all([tryAgain(one.tenant), tryAgain(two.tenant)]);
    expect((await list()).items.map(({ key }) => key)).toEqual(["UNO-1"]);
    good(await one.tenant.room.perform(one.tenant.owner, { type: "member.remove", user: ada.id }));
    expect(await titles()).toEqual([]);
    expect((await call("/api/me/tasks")).status).toBe(401);
  });

  it("lists, filters and pages in the order asked for", async () => {
    const { tenant, board, add } = await newBoard("SORT");
    const done = await board.column("Done");
    await add({ title: "Low", priority: "low", dueDate: "2026-12-03" });
    await add({ title: "Urgent", priority: "urgent" });
    await add({ title: "High", priority: "high", dueDate: "2026-12-01" });
    await add({ title: "Late high", priority: "high", dueDate: "2026-12-02" }, { columnId: done });
    await tryAgain(tenant);
    const here = `workspace=${tenant.id}`;
    const orders = {
      dueDate: ["High", "Late high", "Low", "Urgent"],
      "-dueDate": ["Low", "Late high", "High", "Urgent"],
      updatedAt: ["Low", "Urgent", "High", "Late high"],
      "-updatedAt": ["Late high", "High", "Urgent", "Low"],
      priority: ["Urgent", "High", "Late high", "Low"],
      "-priority": ["Low", "Late high", "High", "Urgent"],
    };
    for (const [sort, wanted] of Object.entries(orders)) {
      if (!sort.includes("updatedAt")) expect(await titles(`${here}&sort=${sort}`), sort).toEqual(wanted);
      const paged: string[] = [];
      let cursor = "";
      do {
        const page = await list(`${here}&sort=${sort}&limit=1${cursor}`);
        paged.push(...page.items.map(({ title }) => title));
        cursor = page.next === null ? "" : `&cursor=${page.next}`;
      } while (cursor !== "");
      expect(paged, sort).toEqual(await titles(`${here}&sort=${sort}`));
      expect([...paged].sort()).toEqual([...wanted].sort());
    }
    expect(await titles(`${here}&open=true`)).toEqual(["High", "Low", "Urgent"]);
    expect(await titles(`${here}&priority=high,urgent&open=true`)).toEqual(["High", "Urgent"]);
    expect(await titles(`${here}&dueAfter=2026-12-01&dueBefore=2026-12-03`)).toEqual(["Late high"]);
    for (const wrong of ["sort=colour", "priority=dire", "dueBefore=soon", "opne=true", "cursor=e30"]) {
      expect((await problemIn(await call(`/api/me/tasks?${wrong}`, { token: ada.token }))).code, wrong).toBe("invalid");
    }
    const { next } = MyTasks.parse(await (await call(`/api/me/tasks?${here}&limit=1`, { token: ada.token })).json());
    const elsewhere = await call(`/api/me/tasks?${here}&sort=priority&cursor=${next}`, { token: ada.token });
    expect((await problemIn(elsewhere)).code).toBe("invalid");
  });

  it("P5.32 shows a guest the tasks of projects named to them, from the moment on and until they are not", async () => {
    const eve = await signUp("Eve");
    const tenant = await newTenant();
    const [open, hidden] = [await TestBoard.make(tenant), await TestBoard.make(tenant, { name: "Hidden" })];
    const grant = (board: TestBoard) => ({ kind: "project" as const, id: board.project });
    await join(tenant, "guest", [grant(open), grant(hidden)], actorOf(eve));
    await open.addTask({ title: "Open", assignees: [eve.id] });
    await hidden.addTask({ title: "Hidden", assignees: [eve.id] });
    await tryAgain(tenant);
    expect((await titles("", eve.token)).sort()).toEqual(["Hidden", "Open"]);
    good(await tenant.room.setGrants(tenant.owner, eve.id, [grant(open)]));
    // What D1 knows has not changed with that.
    expect(await rows("SELECT task FROM task_assignees WHERE user = ?", eve.id)).toHaveLength(2);
    expect(await titles("", eve.token)).toEqual(["Open"]);
    good(await tenant.room.setGrants(tenant.owner, eve.id, []));
    expect(await titles("", eve.token)).toEqual([]);
  });
});

describe("POST /api/workspaces/{w}/projections/rebuild", () => {
  it("is for the superadmin alone", async () => {
    const { tenant } = await newBoard("NO");
    const path = `/api/workspaces/${tenant.id}/projections/rebuild`;
    expect((await call(path, { method: "POST" })).status).toBe(401);
    expect((await problemIn(await call(path, { method: "POST", token: ada.token }))).code).toBe("forbidden");
    const eve = await signUp("Eve");
    expect((await problemIn(await call(path, { method: "POST", token: eve.token }))).code).toBe("not_found");
    await env.DB.prepare("UPDATE user SET email_verified = 1 WHERE id = ?").bind(eve.id).run();
    const answer = await callWith({ SUPERADMIN_EMAIL: eve.email }, path, { method: "POST", token: eve.token });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({
      ...{ members: 2, rooms: 1, pages: 0, conversations: 1, calls: 0 },
      ...{ projects: 1, columns: 6, tasks: 0 },
    });
  });
});
