import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type InnerBoards, withBoards } from "../../../../test/rooms/inner-boards.ts";
import { RoomError } from "../../../room/errors.ts";
import { newId } from "../../../room/id.ts";
import { MAX_ORDER_LENGTH } from "../limits.ts";
import { type BoardAction, COLUMN_KINDS, PRIORITIES, RELATIONS, type Task } from "../protocol.ts";

/** One thing that may be asked; the numbers pick tasks, columns and projects of those that there are at that time. */
const command = fc.record({
  what: fc.constantFrom(
    ...(["create", "create", "update", "parent", "move", "move", "move", "relate", "relate", "unrelate"] as const),
    ...(["archive", "restore", "delete", "bulk", "follow", "kind", "key", "column", "project"] as const),
  ),
  a: fc.nat(),
  b: fc.nat(),
  c: fc.nat(),
  force: fc.constantFrom(true as const, undefined),
});
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

function pick<Item>(items: readonly Item[], index: number): Item | undefined {
  return items[index % items.length];
}

/** The action a command means now, or null when there is nothing that it could be done to. */
function actionOf(boards: InnerBoards, { what, a, b, c, force }: Command): BoardAction | null {
  const projects = boards.stores.projects.all().map(({ project }) => project.id);
  const tasks = projects.flatMap((project) => boards.stores.tasks.of(project, "all").map(({ task }) => task));
  const columns = projects.flatMap((project) => boards.stores.parts.of("column", project).map(({ part }) => part.id));
  const [one, other, project, column] = [pick(tasks, a), pick(tasks, b), pick(projects, a), pick(columns, c)];
  if (!project || !column) return null;
  if (what === "create") return { type: "task.create", project, task: newId(), set: { title: `Task ${a}` } };
  if (what === "kind") return { type: "column.update", part: column, set: { kind: pick(COLUMN_KINDS, a) } };
  if (what === "key") return { type: "project.update", project, set: { key: `K${a % 1_000}` } };
  if (what === "project") return a % 5 > 0 ? null : { type: "project.delete", project };
  if (what === "column") {
    return { type: "column.delete", part: column, moveTasksTo: pick(columns, b) };
  }
  if (!one || !other) return null;
  const relation = pick(RELATIONS, c) ?? "relates";
  switch (what) {
    case "update":
      return { type: "task.update", task: one.id, set: { title: `Task ${b}`, priority: pick(PRIORITIES, c) } };
    case "parent":
      return { type: "task.update", task: one.id, set: { parentId: other.id } };
    case "move":
      return { type: "task.move", task: one.id, columnId: column, before: other.id, force };
    case "relate":
      return { type: "task.relate", task: one.id, relation, to: other.id };
    case "unrelate": {
      const known = pick(one.relations, b);
      return known ? { type: "task.unrelate", task: one.id, relation: known.type, to: known.taskId } : null;
    }
    case "archive":
      return { type: "task.archive", tasks: [one.id, other.id] };
    case "restore": {
      const archived = tasks.filter(({ archivedAt }) => archivedAt !== null).map(({ id }) => id);
      return archived.length > 0 ? { type: "task.restore", tasks: archived, force } : null;
    }
    case "delete":
      return { type: "task.delete", tasks: [one.id] };
    case "bulk": {
      const changes = [one, other].map(({ id }) => ({ task: id, columnId: column, set: { estimate: c % 10 } }));
      return { type: "task.bulk", changes, force };
    }
    case "follow":
      return { type: "task.unfollow", task: one.id };
  }
}

function run(boards: InnerBoards, action: BoardAction | null): void {
  if (!action) return;
  const said = boards.said.length;
  try {
    boards.act(action);
  } catch (cause) {
    if (!(cause instanceof RoomError)) throw cause;
    expect(boards.said.length).toBe(said);
  }
}

/** What must be true of all tasks together, whatever happened. */
function demandWhole(boards: InnerBoards): void {
  const projects = boards.stores.projects.all().map(({ project }) => project.id);
  const tasks = projects.flatMap((project) => boards.stores.tasks.of(project, "all").map(({ task }) => task));
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const places = tasks.filter(({ archivedAt }) => archivedAt === null).map(({ columnId, order }) => columnId + order);
  expect(new Set(places).size).toBe(places.length);
  for (const task of tasks) {
    expect(task.order.length).toBeLessThanOrEqual(MAX_ORDER_LENGTH);
    expect(boards.stores.parts.find("column", task.columnId)?.project).toBe(task.projectId);
    const parent = task.parentId === null ? undefined : byId.get(task.parentId);
    if (task.parentId !== null) expect(parent).toMatchObject({ projectId: task.projectId, parentId: null });
    for (const { type, taskId } of task.relations) expect(backFrom(byId.get(taskId), task)).toContain(INVERSE[type]);
  }
  for (const project of projects) expect(boards.toldOf(project)).toEqual(boards.stateOf(project));
}

const INVERSE = {
  blocks: "blocked_by",
  blocked_by: "blocks",
  relates: "relates",
  duplicates: "duplicated_by",
  duplicated_by: "duplicates",
};

function backFrom(other: Task | undefined, task: Task): string[] {
  return other?.relations.flatMap(({ type, taskId }) => (taskId === task.id ? type : [])) ?? [];
}

describe("what is said of boards", () => {
  it("P2.19 is exactly what became of them, also of what they know of each other's tasks", () =>
    fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 60 }), (commands) =>
        withBoards((boards) => {
          for (const name of ["One", "Two", "Three"]) {
            const project = boards.addProject(name);
            for (let made = 0; made < 3; made += 1) boards.addTask(project);
          }
          for (const each of commands) run(boards, actionOf(boards, each));
          demandWhole(boards);
        }),
      ),
      { numRuns: 80 },
    ));
});
