import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { newId } from "../../durable-objects/room/id.ts";
import type { Activity } from "../../durable-objects/workspace/board/reading/protocol.ts";
import { activitiesBefore, eraseActivities, keepActivities, type NewActivity } from "./activities.ts";

const NEWEST = Number.MAX_SAFE_INTEGER;

function activity(position: number, projectId: string, about: string[], title = "Title"): NewActivity {
  const changes = about.map((id) => ({ id, set: { title }, was: {} }));
  const entry: Activity = {
    ...{ position, type: "task.updated", at: 1, by: "ann", projectId, about, aboutCount: about.length, tasks: [] },
    ...{ part: null, rule: null, forced: [], comment: null, changes, detail: {} },
  };
  return { entry, tasks: changes.map((change) => ({ task: change.id, changes: [change] })) };
}

describe("the history of boards", () => {
  it("P8.17 is told newest first and page by page: a project's, several projects', a task's wherever it was", async () => {
    const [workspace, one, two] = [newId(), newId(), newId()];
    const told = [1, 2, 3, 4, 5, 6].map((position) =>
      activity(position, position % 2 ? one : two, ["t", `t${position}`]),
    );
    for (let times = 0; times < 2; times += 1) await keepActivities(env.DB, workspace, told);
    await keepActivities(env.DB, newId(), told);
    const positions = async (projects: string[], task: string | null, before = NEWEST, limit = 10) =>
      (await activitiesBefore(env.DB, workspace, { projects, task }, before, limit)).map(({ position }) => position);
    expect(await positions([one], null)).toEqual([5, 3, 1]);
    expect(await positions([one, two], null)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(await positions([one, two], null, 5, 2)).toEqual([4, 3]);
    expect(await positions([one, two], "t")).toEqual([6, 5, 4, 3, 2, 1]);
    expect(await positions([two], "t", 6)).toEqual([4, 2]);
    expect(await positions([one], "t1")).toEqual([1]);
    expect(await positions([two], "t1")).toEqual([]);
    expect(await activitiesBefore(env.DB, workspace, { projects: [one], task: "t1" }, NEWEST, 1)).toMatchObject([
      { about: ["t", "t1"], changes: [{ id: "t1", set: { title: "Title" } }] },
    ]);
    await eraseActivities(env.DB, workspace);
    expect(await positions([one, two], null)).toEqual([]);
    expect(await positions([one, two], "t")).toEqual([]);
  });

  it("is kept however much it is at once", async () => {
    const [workspace, project] = [newId(), newId()];
    const long = "ü".repeat(100_000);
    const told = Array.from({ length: 40 }, (_, nth) => activity(nth + 1, project, ["t"], long));
    await keepActivities(env.DB, workspace, told);
    const kept = await activitiesBefore(env.DB, workspace, { projects: [project], task: "t" }, NEWEST, 100);
    expect(kept.map(({ changes }) => changes[0]?.set.title === long)).toEqual(told.map(() => true));
  });
});
