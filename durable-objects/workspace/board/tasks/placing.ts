/** Which column a task may come into. */
import { RoomError } from "../../../room/errors.ts";
import type { Stores } from "../../store/stores.ts";
import { MAX_OPEN_TASKS, MAX_TASKS } from "../limits.ts";
import type { PartRow } from "../parts/store.ts";
import type { Place } from "../scalars.ts";
import type { BoardWriting } from "../writing.ts";
import type { Task } from "./protocol.ts";

export type ColumnRow = PartRow<"column">;

/** Where a task is to go in a column, and whether against what forbids it. */
export interface Into extends Place {
  force?: true | undefined;
}

/** The column, if tasks may come into it. @throws RoomError `invalid` */
export function columnFor(stores: Stores, id: string): ColumnRow {
  const column = stores.parts.find("column", id);
  if (!column) throw notThere();
  if (column.part.archivedAt === null) return column;
  const message = "This column is archived";
  throw new RoomError("invalid", `${message}; restore it, or choose another one.`, [{ path: "columnId", message }]);
}

/** What is said of a column that is not there, or not for the one who asks. */
export function notThere(): RoomError {
  const message = "There is no such column";
  return new RoomError("invalid", `${message}.`, [{ path: "columnId", message }]);
}

/** The column of a project for what names none: the first that is shown. @throws RoomError `conflict` */
export function firstColumn(stores: Stores, project: string): ColumnRow {
  const columns = stores.parts.of("column", project).filter(({ part }) => part.archivedAt === null);
  const first = columns.find(({ part }) => !part.hidden) ?? columns[0];
  if (first) return first;
  throw new RoomError("conflict", "This project has no column; make one first.");
}

/** Passes when `count` more tasks may be open in a project. @throws RoomError `limit_reached` */
export function demandOpenTasks({ projects, tasks }: Stores, project: string, count: number): void {
  // There are at most as many tasks as numbers were given out, so most projects need not be counted.
  if (projects.lastNumber(project) + count <= MAX_OPEN_TASKS) return;
  if (tasks.counts(project).open + count <= MAX_OPEN_TASKS) return;
  throw new RoomError("limit_reached", `A project has at most ${MAX_OPEN_TASKS} open tasks; archive some first.`);
}

/** Passes when `count` more tasks, of which `open` are not archived, fit into a project. @throws RoomError `limit_reached` */
export function demandTasks(stores: Stores, project: string, count: number, open: number): void {
  demandOpenTasks(stores, project, open);
  if (stores.projects.lastNumber(project) + count <= MAX_TASKS) return;
  if (stores.tasks.counts(project).all + count <= MAX_TASKS) return;
  throw new RoomError("limit_reached", `A project has at most ${MAX_TASKS} tasks, archived ones included.`);
}

/** Passes when `count` more tasks may be in a column. @throws RoomError `wip_limit`, unless that is forced */
export function demandRoom(writing: BoardWriting, { part }: ColumnRow, count: number, { force }: Into): void {
  if (part.wipLimit === null || writing.stores.places.countIn(part.id) + count <= part.wipLimit) return;
  const limit = part.wipLimit === 1 ? "one task" : `${part.wipLimit} tasks`;
  if (!force) throw new RoomError("wip_limit", `"${part.name}" may hold ${limit} at most.`);
  writing.force("wip_limit");
}

/** Passes when a task may begin, if that is what coming into this column means. @throws RoomError `blocked`, unless forced */
export function demandUnblocked(writing: BoardWriting, task: Task, { part }: ColumnRow, { force }: Into): void {
  if (part.kind !== "doing") return;
  const blocker = openBlocker(writing.stores, task);
  if (!blocker) return;
  if (!force) throw new RoomError("blocked", `${task.key} is blocked by ${nameOf(blocker, task)}.`);
  writing.force("blocked");
}

/** True for a task that blocks nothing any more: it is done, cancelled or archived. */
export function isSettled(stores: Stores, task: Pick<Task, "archivedAt" | "columnId">): boolean {
  if (task.archivedAt !== null) return true;
  const kind = stores.parts.find("column", task.columnId)?.part.kind;
  return kind === "done" || kind === "cancelled";
}

/** Whoever moves a task need not be one who may know of a task in another project. */
function nameOf(blocker: Task, task: Task): string {
  return blocker.projectId === task.projectId ? `${blocker.key}, "${blocker.title}"` : "a task in another project";
}

function openBlocker(stores: Stores, task: Task): Task | undefined {
  for (const { type, taskId } of task.relations) {
    const blocker = type === "blocked_by" ? stores.tasks.find(taskId)?.task : undefined;
    if (blocker && !isSettled(stores, blocker)) return blocker;
  }
  return undefined;
}
