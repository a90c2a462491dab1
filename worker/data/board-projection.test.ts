import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "../../durable-objects/room/id.ts";
import { type BoardState, rebuildBoards, type TaskRow, writeBoards } from "./board-projection.ts";

const PROJECT = "project";

function taskRow(id: string, changes: Partial<TaskRow> = {}): TaskRow {
  return {
    ...{ id, project: PROJECT, number: 1, columnId: "todo", sortKey: "a0", title: "Task", priority: "none" },
    ...{ createdAt: 1, updatedAt: 1, assignees: [] },
    ...changes,
  };
}

/** What is so of some tasks right after the event at `revision`; null for one that is gone. */
function stateAt(workspace: string, revision: number, tasks: Record<string, TaskRow | null>): BoardState {
  const gone = Object.entries(tasks).flatMap(([id, row]) => (row ? [] : { id, project: PROJECT }));
  return {
    ...{ workspace, revision, at: 1_000 + revision, projects: [], columns: [] },
    tasks: Object.values(tasks).filter((row) => row !== null),
    gone: { projects: [], columns: [], tasks: gone },
  };
}

async function held(workspace: string) {
  const { results } = await env.DB.prepare(
    `SELECT t.id, t.title, t.revision, t.deleted_at, group_concat(a.user || ':' || ifnull(a.due_date, ''), ' ' ORDER BY a.user) AS assigned
     FROM tasks t LEFT JOIN task_assignees a ON a.workspace = t.workspace AND a.task = t.id
     WHERE t.workspace = ? GROUP BY t.id ORDER BY t.id`,
  )
    .bind(workspace)
    .all();
  return results;
}

describe("what is written of boards", () => {
  it("P9.9 ends as it was last, in whatever order and how often its deliveries come", async () => {
    const task = fc.option(
      fc.record({
        title: fc.string({ maxLength: 20 }),
        assignees: fc.uniqueArray(fc.constantFrom("ann", "bob", "eve")),
        dueDate: fc.constantFrom(null, "2026-12-01", "2026-12-02"),
        archivedAt: fc.constantFrom(null, 5),
      }),
    );
    const states = fc.array(fc.dictionary(fc.constantFrom("t1", "t2", "t3"), task, { noNullPrototype: true }), {
      minLength: 1,
      maxLength: 8,
    });
    const order = fc.array(fc.nat(7), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(states, order, async (said, late) => {
        const workspace = newId();
        const deliveries = said.map((tasks, nth) => {
          const rows = Object.entries(tasks).map(([id, set]) => [id, set && taskRow(id, set)] as const);
          return stateAt(workspace, nth + 1, Object.fromEntries(rows));
        });
        const again = late.flatMap((nth) => deliveries[nth] ?? []);
        // Each at least once, in any order.
        for (const delivery of [...again, ...deliveries.toReversed(), ...again]) await writeBoards(env.DB, delivery);
        const wanted = new Map<string, object>();
        for (const { revision, at, tasks, gone } of deliveries) {
          for (const row of tasks) {
            const assigned = row.archivedAt === null ? row.assignees.toSorted() : [];
            wanted.set(row.id, {
              ...{ id: row.id, title: row.title, revision, deleted_at: null },
              assigned: assigned.map((user) => `${user}:${row.dueDate ?? ""}`).join(" ") || null,
            });
          }
          for (const { id } of gone.tasks) wanted.set(id, { id, title: "", revision, deleted_at: at, assigned: null });
        }
        expect(await held(workspace)).toEqual([...wanted].sort().map(([, row]) => row));
      }),
      { numRuns: 60 },
    );
  });

  it("P5.9 meets nothing of another workspace that has made the same ids", async () => {
    const [one, two] = [newId(), newId()];
    await writeBoards(env.DB, stateAt(one, 5, { same: taskRow("same", { title: "One", assignees: ["ann"] }) }));
    await writeBoards(env.DB, stateAt(two, 9, { same: taskRow("same", { title: "Two" }) }));
    await writeBoards(env.DB, { ...stateAt(two, 10, {}), gone: { projects: [PROJECT], columns: [], tasks: [] } });
    const range = { after: "", upTo: null };
    await rebuildBoards(env.DB, { workspace: two, revision: 11, at: 1, range, table: "tasks", rows: [] });
    expect(await held(one)).toEqual([{ id: "same", title: "One", revision: 5, deleted_at: null, assigned: "ann:" }]);
    expect(await held(two)).toMatchObject([{ title: "", deleted_at: 1_010 }]);
  });

  it("holds however many rows there are, and whatever is in them", async () => {
    const workspace = newId();
    const title = `"quoted" 'once' \\ ${"ü".repeat(200)} 🚀 ?1 ' -- `;
    const ids = Array.from({ length: 1_234 }, (_, nth) => `t${String(nth).padStart(5, "0")}`);
    const rows = ids.map((id, number) => taskRow(id, { number, title, estimate: 0.1, assignees: ["ann", "bob"] }));
    await writeBoards(env.DB, { ...stateAt(workspace, 1, {}), tasks: rows });
    const counted = await env.DB.prepare(
      "SELECT count(*) AS count, count(DISTINCT title) AS titles, max(title) AS title, max(estimate) AS estimate FROM tasks WHERE workspace = ?",
    )
      .bind(workspace)
      .first();
    expect(counted).toEqual({ count: ids.length, titles: 1, title, estimate: 0.1 });
  });
});
