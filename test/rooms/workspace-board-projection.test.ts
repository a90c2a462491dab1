import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventLog } from "../../durable-objects/room/event-log.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { OUTBOX_LIMITS } from "../../durable-objects/room/outbox.ts";
import { boardLane } from "../../durable-objects/workspace/board/projection/lane.ts";
import type { BoardAction } from "../../durable-objects/workspace/board/protocol.ts";
import { DELETION_GRACE_MS } from "../../durable-objects/workspace/limits.ts";
import { DELETION_JOB } from "../../durable-objects/workspace/live-workspace.ts";
import { openStores } from "../../durable-objects/workspace/store/stores.ts";
import { activitiesBefore } from "../../worker/data/activities.ts";
import { TestBoard } from "./workspace-boards.ts";
import { lanesOf, rows, tryAgain, withoutD1 } from "./workspace-neighbours.ts";
import { codeOf, good, join, newPage, newTenant, person, type Tenant } from "./workspace-people.ts";

const keeper = person("keeper", { superadmin: true });

describe("P9 the boards in D1", () => {
  it("P9.17 what the boards are is in D1 soon after, with who is assigned to what", async () => {
    const tenant = await newTenant();
    const ann = await join(tenant, "member");
    const board = await TestBoard.make(tenant, { name: "Ensemble", key: "ENS" });
    const doing = await board.column("In progress");
    const task = await board.addTask({ title: "Sing", assignees: [ann.user], dueDate: "2026-12-01", priority: "high" });
    const other = await board.addTask({ title: "Hum", estimate: 2.5, parentId: task });
    await board.act({ type: "task.move", task, columnId: doing });
    await board.act({ type: "task.archive", tasks: [other] });
    await whole(tenant);
    expect(await rows("SELECT title, number, column_id, priority, due_date FROM tasks WHERE id = ?", task)).toEqual([
      { title: "Sing", number: 1, column_id: doing, priority: "high", due_date: "2026-12-01" },
    ]);
    expect(await rows("SELECT estimate, parent, archived_at IS NULL AS open FROM tasks WHERE id = ?", other)).toEqual([
      { estimate: 2.5, parent: task, open: 0 },
    ]);
    expect(await rows("SELECT task, user, due_date FROM task_assignees WHERE workspace = ?", tenant.id)).toEqual([
      { task, user: ann.user, due_date: "2026-12-01" },
    ]);
    expect(await rows("SELECT key, name FROM projects WHERE workspace = ?", tenant.id)).toEqual([
      { key: "ENS", name: "Ensemble" },
    ]);
  });

  it("P9.8 with D1 down the boards go on, and D1 is whole again afterwards", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const early = await board.addTask({ assignees: [tenant.owner.user] });
    await whole(tenant);
    await withoutD1(async () => {
      await board.act({ type: "task.update", task: early, set: { title: "While away", assignees: [] } });
      const brief = await board.addTask({ title: "Brief" });
      await board.act({ type: "task.delete", tasks: [brief] });
      for (let i = 0; i < 120; i += 1) await board.addTask({ title: `Task ${i}` });
      await tryAgain(tenant);
      expect(await lanesOf(tenant)).toContain("board");
    });
    await evictDurableObject(tenant.room);
    await whole(tenant);
    expect(await rows("SELECT title FROM tasks WHERE id = ?", early)).toEqual([{ title: "While away" }]);
    expect(await rows("SELECT count(*) AS gone FROM tasks WHERE workspace = ? AND deleted_at > 0", tenant.id)).toEqual([
      { gone: 1 },
    ]);
  });

  it("P9.8 whatever is done on the boards, with D1 there or not, D1 ends as they are", async () => {
    const step = fc.record({
      what: fc.constantFrom(
        "add",
        "set",
        "move",
        "away",
        "archive",
        "restore",
        "delete",
        "column",
        "drop",
        "project",
        "end",
      ),
      one: fc.nat(20),
      two: fc.nat(20),
      d1: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
        const tenant = await newTenant();
        const { owner } = tenant;
        const made = { projects: [(await TestBoard.make(tenant)).project], tasks: [newId()] };
        const pick = (ids: string[], nth: number) => ids[nth % ids.length] ?? "";
        for (const { what, one, two, d1 } of steps) {
          const project = pick(made.projects, one);
          const task = pick(made.tasks, two);
          const columns = await columnsOf(tenant);
          const column = pick(columns, two);
          const action = (): BoardAction => {
            switch (what) {
              case "add":
                made.tasks.push(newId());
                return {
                  type: "task.create",
                  project,
                  task: made.tasks.at(-1) ?? "",
                  set: { title: `Task ${two}`, assignees: two % 2 ? [owner.user] : [] },
                };
              case "set":
                return { type: "task.update", task, set: { dueDate: one % 3 ? `2026-12-0${1 + (one % 9)}` : null } };
              case "move":
              case "away":
                return { type: "task.move", task, columnId: column, force: true };
              case "archive":
              case "restore":
              case "delete":
                return { type: `task.${what}`, tasks: [task] };
              case "column":
                return { type: "column.create", project, part: newId(), set: { name: `Column ${two}`, kind: "todo" } };
              case "drop":
                return { type: "column.delete", part: column, moveTasksTo: pick(columns, one) };
              case "project":
                made.projects.push(newId());
                return { type: "project.create", project: made.projects.at(-1) ?? "", set: { name: `Project ${one}` } };
              case "end":
                return { type: "project.delete", project };
            }
          };
          const perform = async () => {
            await tenant.room.perform(owner, action());
            if (!d1) await tryAgain(tenant);
          };
          await (d1 ? perform() : withoutD1(perform));
        }
        await whole(tenant);
      }),
      { numRuns: 6 },
    );
  }, 120_000);

  it("P9.9 a delivery that comes late, or twice, undoes nothing, and what is gone stays gone", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const [moved, deleted] = [await board.addTask({ title: "First" }), await board.addTask({ title: "Second" })];
    const late = await laneCalls(tenant);
    await board.act({ type: "task.update", task: moved, set: { title: "Third", assignees: [tenant.owner.user] } });
    await board.act({ type: "task.delete", tasks: [deleted] });
    await whole(tenant);
    for (let times = 0; times < 2; times += 1) {
      for (const call of late) await env.DB.batch(call.map(({ sql, values }) => env.DB.prepare(sql).bind(...values)));
    }
    await whole(tenant);
  });

  it("P9.9 order keys given anew to others, which no revision tells of, reach D1 too", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const columnId = await board.column("Todo");
    const newTask = () => board.addTask({}, { columnId });
    const [low, ...pair] = [await newTask(), await newTask(), await newTask()];
    const reordered = async () => (await board.events()).some(({ delta }) => delta.tasks?.orders);
    for (let turn = 0; turn < 500 && !(await reordered()); turn += 1) {
      const task = pair[turn % 2] ?? "";
      await board.act({ type: "task.move", task, columnId, after: low });
    }
    expect(await reordered()).toBe(true);
    await whole(tenant);
  });

  it("P9.9 archived tasks of a deleted column are where they went in D1 too", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const columnId = await board.addColumn({ name: "Passing", kind: "todo" });
    const tasks = [await board.addTask({}, { columnId }), await board.addTask({}, { columnId })];
    await board.act({ type: "task.archive", tasks: tasks.slice(1) });
    await whole(tenant);
    await board.act({ type: "column.delete", part: columnId, moveTasksTo: await board.column("Done") });
    await whole(tenant);
  });

  it("P9.3 what D1 will never take of a board is set aside, and what comes after it is written", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    await whole(tenant);
    await env.DB.prepare(
      `CREATE TRIGGER refuse_task BEFORE INSERT ON tasks WHEN NEW.title = 'Poison' BEGIN SELECT RAISE(ABORT, 'constraint failed'); END`,
    ).run();
    try {
      await board.addTask({ title: "Poison" });
      const sound = await board.addTask({ title: "Sound" });
      for (let tries = 0; tries <= OUTBOX_LIMITS.triesBeforeParking; tries += 1) await tryAgain(tenant);
      expect(await rows("SELECT title FROM tasks WHERE id = ?", sound)).toEqual([{ title: "Sound" }]);
      expect(good(await tenant.room.owing(keeper)).parked).toMatchObject([{ lane: "board", code: "row_refused" }]);
    } finally {
      await env.DB.prepare("DROP TRIGGER refuse_task").run();
    }
    const [parked] = good(await tenant.room.owing(keeper)).parked;
    good(await tenant.room.retryParked(keeper, parked?.id ?? 0));
    await whole(tenant);
  });

  it("P9.3 a task whose row cannot be read back holds up no other on its way to D1", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    await whole(tenant);
    const broken = await board.addTask({ title: "Broken" });
    // While the lane lingers, so that it finds the row as it is then.
    await runInDurableObject(tenant.room, (_, { storage: { sql } }) => {
      sql.exec("UPDATE tasks SET body = json_set(body, '$.priority', 'odd') WHERE id = ?", broken);
    });
    const sound = await board.addTask({ title: "Sound" });
    for (let tries = 0; tries <= OUTBOX_LIMITS.triesBeforeParking; tries += 1) await tryAgain(tenant);
    expect(await rows("SELECT title FROM tasks WHERE id = ?", sound)).toEqual([{ title: "Sound" }]);
    expect(good(await tenant.room.owing(keeper)).parked).toMatchObject([{ lane: "board", code: "row_unreadable" }]);
  });

  it("P9.18 a deleted project leaves a tombstone of itself and of all that was in it, without a word of it", async () => {
    const tenant = await newTenant();
    const [board, haven] = [await TestBoard.make(tenant), await TestBoard.make(tenant, { name: "Haven" })];
    const changes = Array.from({ length: 30 }, () => board.addTask({ assignees: [tenant.owner.user] }));
    const [saved = "", ...lost] = await Promise.all(changes);
    await whole(tenant);
    const columnId = await haven.column("Todo");
    await board.act({ type: "task.move", task: saved, columnId });
    await board.act({ type: "project.delete", project: board.project });
    await whole(tenant);
    const left = (table: string) =>
      rows(`SELECT count(*) AS count FROM ${table} WHERE workspace = ? AND deleted_at IS NOT NULL`, tenant.id);
    expect(await left("projects")).toEqual([{ count: 1 }]);
    expect(await left("columns")).toEqual([{ count: 6 }]);
    expect(await left("tasks")).toEqual([{ count: lost.length }]);
    expect(await rows("SELECT DISTINCT title FROM tasks WHERE workspace = ? AND deleted_at > 0", tenant.id)).toEqual([
      { title: "" },
    ]);
    expect(await rows("SELECT task FROM task_assignees WHERE workspace = ?", tenant.id)).toEqual([{ task: saved }]);
  });

  it("P9.14 an erased workspace leaves tombstones of its boards, and none of their history", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    await board.addTask({ assignees: [tenant.owner.user] });
    await whole(tenant);
    good(await tenant.room.scheduleDeletion(tenant.owner));
    await runInDurableObject(tenant.room, (_, { storage: { sql } }) => {
      sql.exec("UPDATE workspace SET erase_at = ?", Date.now() - DELETION_GRACE_MS);
      sql.exec("UPDATE jobs SET due = 0 WHERE name = ?", DELETION_JOB);
    });
    await runDurableObjectAlarm(tenant.room);
    await expect.poll(() => left(tenant), { timeout: 20_000 }).toEqual([]);
    const buried = await rows("SELECT id FROM tasks WHERE workspace = ? AND deleted_at IS NOT NULL", tenant.id);
    expect(buried).toHaveLength(1);
  });
});

describe("P9 history in D1", () => {
  it("P9.19 what happened on the boards is kept in D1 when the room's own log forgot it", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const board = await TestBoard.make(tenant);
    const first = await board.addTask({ title: "First" });
    const second = await board.addTask({ title: "Second" });
    await board.act({
      type: "task.bulk",
      changes: [first, second].map((task) => ({ task, set: { priority: "low" } })),
    });
    await whole(tenant);
    const told = (task: string | null) => ({ projects: [board.project], task });
    const newest = Number.MAX_SAFE_INTEGER;
    for (const task of [null, first, second]) {
      const scope = task === null ? { project: board.project } : { task };
      const { entries } = good(await room.history(owner, scope, newest, 100));
      expect(entries.length).toBeGreaterThan(1);
      expect(await activitiesBefore(env.DB, tenant.id, told(task), newest, 100)).toEqual(entries);
      const [, behind] = entries;
      expect(await activitiesBefore(env.DB, tenant.id, told(task), entries[0]?.position ?? 0, 1)).toEqual([behind]);
    }
    const all = await activitiesBefore(env.DB, tenant.id, told(null), newest, 100);
    await runInDurableObject(room, (_, { storage }) => void new EventLog(storage).prune(1, null));
    expect(good(await room.history(owner, { project: board.project }, newest, 100)).entries).toHaveLength(1);
    good(await room.rebuildProjections(keeper));
    await whole(tenant);
    expect(await activitiesBefore(env.DB, tenant.id, told(null), newest, 100)).toEqual(all);
    expect(await activitiesBefore(env.DB, tenant.id, { projects: [], task: null }, newest, 100)).toEqual([]);
    expect(await activitiesBefore(env.DB, tenant.id, { projects: [], task: first }, newest, 100)).toEqual([]);
    expect(await activitiesBefore(env.DB, newId(), told(null), newest, 100)).toEqual([]);
  });
});

describe("P9 a rebuild", () => {
  it("P9.20 makes D1 what the workspace is, whatever D1 had and whatever revision that claimed to be of", async () => {
    const tenant = await newTenant();
    const { id, room, owner } = tenant;
    const member = await join(tenant, "member");
    const [page, lost] = [await newPage(tenant), await newPage(tenant)];
    const [secret, gone] = [newId(), newId()];
    good(await room.createConversation(owner, secret, { kind: "private", name: "Secret" }));
    good(await room.createConversation(owner, gone, { kind: "channel", name: "gone" }));
    const board = await TestBoard.make(tenant);
    for (let i = 0; i < 230; i += 1) await board.addTask({ title: `Task ${i}`, assignees: [member.user] });
    const [wrong, forged, missing] = [await board.addTask(), await board.addTask(), await board.addTask()];
    await board.act({ type: "task.update", task: wrong, set: { title: "Right" } });
    await whole(tenant);
    const ghost = newId();
    const far = 1_000_000_000;
    await damage("UPDATE workspaces SET name = 'Tampered', revision = ?2, deleted_at = 1 WHERE id = ?1", id, far);
    await damage("UPDATE members SET role = 'owner', revision = ?2 WHERE workspace = ?1 AND role = 'member'", id, far);
    await damage("INSERT INTO members VALUES (?1, 'ghost', 'owner', 'Ghost', 1, ?2, NULL)", id, far);
    await damage("DELETE FROM pages WHERE id = ?1", lost.id);
    await damage("UPDATE pages SET title = 'Tampered' WHERE id = ?1", page.id);
    await damage("INSERT INTO pages VALUES (?1, ?2, 'Ghost', 'd', 'a0', 1, 'ghost', 1, NULL, NULL)", ghost, id);
    await damage(
      "UPDATE conversations SET name = 'Tampered', revision = ?2, deleted_at = 1 WHERE id = ?1",
      secret,
      far,
    );
    await damage("DELETE FROM conversations WHERE id = ?1", gone);
    await damage(
      "INSERT INTO conversations VALUES (?1, ?2, 'channel', 'Ghost', 'k', 1, 'ghost', NULL, ?3, NULL)",
      ghost,
      id,
      far,
    );
    await damage("DELETE FROM rooms WHERE id = ?1", page.docId);
    await damage("INSERT INTO rooms VALUES ('doc', ?1, ?2, 1, 1, NULL)", ghost, id);
    await damage("UPDATE projects SET name = 'Tampered', deleted_at = 5, revision = ?2 WHERE workspace = ?1", id, far);
    await damage("DELETE FROM columns WHERE workspace = ?1 AND kind = 'done'", id);
    await damage("UPDATE columns SET kind = 'done' WHERE workspace = ?1 AND kind = 'todo'", id);
    await damage("UPDATE tasks SET title = 'Tampered' WHERE id = ?1", wrong);
    await damage("UPDATE tasks SET title = 'Forged', revision = ?2, deleted_at = 1 WHERE id = ?1", forged, far);
    await damage("DELETE FROM tasks WHERE id = ?1", missing);
    await damage(
      `INSERT INTO tasks SELECT workspace, ?1, project, 999, column_id, sort_key, 'Ghost', 'none', NULL, NULL, NULL, NULL,
       NULL, NULL, 1, NULL, 1, revision, NULL FROM tasks WHERE id = ?2`,
      ghost,
      wrong,
    );
    await damage("INSERT INTO task_assignees VALUES (?1, ?2, 'ghost', NULL)", id, ghost);
    await damage("DELETE FROM activities WHERE workspace = ?1", id);
    await damage("UPDATE task_activities SET changes = '[]' WHERE workspace = ?1", id);
    await damage("UPDATE task_assignees SET user = 'ghost' WHERE workspace = ?1 AND task > ?2", id, wrong.slice(0, 4));

    expect(codeOf(await room.rebuildProjections(owner))).toBe("forbidden");
    expect(good(await room.rebuildProjections(keeper))).toEqual({
      ...{ members: 2, rooms: 5, pages: 2, conversations: 3, calls: 0, projects: 1, columns: 6, tasks: 233 },
    });
    await whole(tenant);
    expect(good(await room.audit(owner, { filter: {}, before: null, limit: 1 })).entries).toMatchObject([
      { act: "projections.rebuilt", by: keeper.user },
    ]);
    expect(await rows("SELECT title, deleted_at > 1 AS gone FROM tasks WHERE id = ?", ghost)).toEqual([
      { title: "", gone: 1 },
    ]);
    expect(await rows("SELECT name, key, deleted_at > 1 AS gone FROM conversations WHERE id = ?", ghost)).toEqual([
      { name: "", key: null, gone: 1 },
    ]);
    const newest = Number.MAX_SAFE_INTEGER;
    const { entries } = good(await room.history(owner, { task: wrong }, newest, 10));
    expect(await activitiesBefore(env.DB, id, { projects: [board.project], task: wrong }, newest, 10)).toEqual(entries);
    // And D1 takes what comes after, whatever it was made to claim before.
    good(await room.update(owner, { name: "Afterwards" }));
    good(await room.setRole(owner, member.user, "viewer"));
    await board.act({ type: "task.update", task: forged, set: { title: "Afterwards" } });
    await whole(tenant);
  });

  it("P9.9 a rebuild beside a working board leaves D1 as the board is then", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const tasks = await Promise.all(Array.from({ length: 20 }, () => board.addTask()));
    await whole(tenant);
    await withoutD1(async () => {
      good(await tenant.room.rebuildProjections(keeper));
      await tryAgain(tenant);
    });
    await Promise.all([
      tryAgain(tenant),
      ...tasks.map((task, nth) => board.act({ type: "task.update", task, set: { title: `Now ${nth}` } })),
      board.act({ type: "task.delete", tasks: tasks.slice(0, 3) }),
    ]);
    await whole(tenant);
  });
});

/** Waits until the workspace owes nothing, and holds D1 against it. */
async function whole(tenant: Tenant): Promise<void> {
  await tryAgain(tenant);
  expect(await lanesOf(tenant)).toEqual([]);
  const { id } = tenant;
  expect({
    workspaces: await rows("SELECT name FROM workspaces WHERE id = ? AND deleted_at IS NULL", id),
    members: await rows(
      "SELECT user, role, name, joined_at FROM members WHERE workspace = ? AND removed_at IS NULL ORDER BY user",
      id,
    ),
    rooms: await rows(
      "SELECT kind, id, created_at FROM rooms WHERE workspace = ? AND deleted_at IS NULL ORDER BY id",
      id,
    ),
    pages: await rows(
      "SELECT id, title, doc, sort_key FROM pages WHERE workspace = ? AND deleted_at IS NULL ORDER BY id",
      id,
    ),
    conversations: await rows(
      "SELECT id, kind, name, key, archived_at FROM conversations WHERE workspace = ? AND deleted_at IS NULL ORDER BY id",
      id,
    ),
    projects: await rows(
      "SELECT id, key, name, colour, sort_key FROM projects WHERE workspace = ? AND deleted_at IS NULL ORDER BY id",
      id,
    ),
    columns: await rows(
      "SELECT id, project, name, kind, sort_key FROM columns WHERE workspace = ? AND deleted_at IS NULL ORDER BY id",
      id,
    ),
    tasks: await rows(
      `SELECT id, project, number, column_id, sort_key, archived_at, parent, due_date, title, updated_at FROM tasks
       WHERE workspace = ? AND deleted_at IS NULL ORDER BY id`,
      id,
    ),
    assignees: await rows(
      "SELECT task, user, due_date FROM task_assignees WHERE workspace = ? ORDER BY task, user",
      id,
    ),
  }).toEqual(await stored(tenant));
}

/** What the object holds of what D1 has a projection of. */
function stored(tenant: Tenant) {
  return runInDurableObject(tenant.room, (_, { storage: { sql } }) => {
    const all = (query: string) => sql.exec(query).toArray();
    return {
      workspaces: all("SELECT name FROM workspace"),
      members: all("SELECT user, role, name, joined_at FROM members ORDER BY user"),
      rooms: all("SELECT kind, room AS id, created_at FROM rooms WHERE kind <> 'project' ORDER BY room"),
      pages: all("SELECT id, title, doc, sort_key FROM pages ORDER BY id"),
      conversations: all("SELECT id, kind, name, key, archived_at FROM conversations ORDER BY id"),
      projects: all(
        `SELECT id, key, body ->> '$.name' AS name, body ->> '$.colour' AS colour, body ->> '$.order' AS sort_key
         FROM projects ORDER BY id`,
      ),
      columns: all(
        `SELECT id, project, body ->> '$.name' AS name, body ->> '$.kind' AS kind, body ->> '$.order' AS sort_key
         FROM parts WHERE noun = 'column' ORDER BY id`,
      ),
      tasks: all(
        `SELECT id, project, number, column_id, sort_key, archived_at, parent, due_date, body ->> '$.title' AS title,
         body ->> '$.updatedAt' AS updated_at FROM tasks ORDER BY id`,
      ),
      assignees: all(
        `SELECT t.id AS task, a.value AS user, t.due_date FROM tasks t, json_each(t.body, '$.assignees') a
         WHERE t.archived_at IS NULL ORDER BY 1, 2`,
      ),
    };
  });
}

/** All columns of all projects. */
function columnsOf(tenant: Tenant): Promise<string[]> {
  return runInDurableObject(tenant.room, (_, { storage: { sql } }) =>
    sql
      .exec<{ id: string }>("SELECT id FROM parts WHERE noun = 'column' ORDER BY id")
      .toArray()
      .map(({ id }) => id),
  );
}

interface Statement {
  sql: string;
  values: unknown[];
}

/** The statements by which the lane would tell D1 now of everything in the log, without telling it. */
function laneCalls({ room }: Tenant): Promise<Statement[][]> {
  return runInDurableObject(room, async (_, { storage }) => {
    const batches: Statement[][] = [];
    const prepare = (sql: string) => ({ sql, values: [], bind: (...values: unknown[]) => ({ sql, values }) });
    const batch = async (statements: Statement[]) => void batches.push(statements);
    const recorder = Object.assign(Object.create(env.DB), { prepare, batch });
    const lane = boardLane(new EventLog(storage), openStores(storage.sql), { DB: recorder });
    const { effects } = lane.effectsAfter(0, 100);
    await lane.deliver(effects.map(({ position, body }) => ({ source: "late", number: position, body })));
    return batches;
  });
}

/** What D1 still shows of a tenant's boards. */
async function left({ id }: Tenant): Promise<unknown[]> {
  const queries = [
    "SELECT id FROM projects WHERE workspace = ? AND deleted_at IS NULL",
    "SELECT id FROM columns WHERE workspace = ? AND deleted_at IS NULL",
    "SELECT id FROM tasks WHERE workspace = ? AND deleted_at IS NULL",
    "SELECT task FROM task_assignees WHERE workspace = ?",
    "SELECT position FROM activities WHERE workspace = ?",
    "SELECT position FROM task_activities WHERE workspace = ?",
  ];
  return (await Promise.all(queries.map((query) => rows(query, id)))).flat();
}

async function damage(query: string, ...values: (string | number)[]): Promise<void> {
  await env.DB.prepare(query)
    .bind(...values)
    .run();
}
