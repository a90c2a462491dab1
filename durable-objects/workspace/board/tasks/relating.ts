/** Relations between tasks: each is kept with both tasks, told from its own side. */
import { RoomError } from "../../../room/errors.ts";
import { MAX_RELATIONS } from "../limits.ts";
import type { BoardWriting } from "../writing.ts";
import { tellNeighbours } from "./neighbours.ts";
import type { Relation, RelationType, Task } from "./protocol.ts";
import type { TaskRow } from "./store.ts";

/** How a relation is called from its other side. */
const INVERSE: Record<RelationType, RelationType> = {
  blocks: "blocked_by",
  blocked_by: "blocks",
  relates: "relates",
  duplicates: "duplicated_by",
  duplicated_by: "duplicates",
};

/**
 * Relates one task to another, which may be in another project. One that they have already changes nothing.
 * @throws RoomError `invalid` for a task and itself, `cycle` for tasks that would block each other, `limit_reached`
 */
export function relateTasks(writing: BoardWriting, row: TaskRow, type: RelationType, other: TaskRow): void {
  const taskId = other.task.id;
  if (row.task.id === taskId) throw new RoomError("invalid", "A task cannot be related to itself.");
  if (has(row.task, { type, taskId })) return;
  demandNoCycle(writing, row.task, type, other.task);
  const related = relationsWith(row.task, { type, taskId });
  const relatedBack = relationsWith(other.task, { type: INVERSE[type], taskId: row.task.id });
  const written = writing.setTask(row, { relations: related });
  writing.setTask(other, { relations: relatedBack });
  tellNeighbours(writing, row.task, written.task);
}

/** Takes a relation away again, from both. One that they do not have changes nothing. */
export function unrelateTasks(writing: BoardWriting, row: TaskRow, type: RelationType, other: TaskRow): void {
  const written = writing.setTask(row, { relations: relationsWithout(row.task, { type, taskId: other.task.id }) });
  writing.setTask(other, { relations: relationsWithout(other.task, { type: INVERSE[type], taskId: row.task.id }) });
  tellNeighbours(writing, row.task, written.task);
}

/** Takes away, from the other side of each, all relations of a task that is about to go. */
export function severRelations(writing: BoardWriting, { task }: TaskRow): void {
  for (const id of new Set(task.relations.map(({ taskId }) => taskId))) {
    const other = writing.stores.tasks.find(id);
    if (!other) continue;
    const relations = other.task.relations.filter(({ taskId }) => taskId !== task.id);
    writing.setTask(other, { relations });
  }
}

/** Takes away all that leads to the tasks of a project that is about to go, from tasks in other projects. */
export function severProject(writing: BoardWriting, project: string): void {
  const { relations, tasks } = writing.stores;
  for (const id of relations.relatedTo(project)) {
    const other = tasks.find(id);
    if (!other) continue;
    const gone = new Set(
      other.task.relations.map(({ taskId }) => taskId).filter((each) => isIn(writing, each, project)),
    );
    writing.setTask(other, { relations: other.task.relations.filter(({ taskId }) => !gone.has(taskId)) });
    if (other.task.archivedAt !== null) continue;
    for (const each of gone) writing.dropNeighbour(other.task.projectId, each);
  }
}

function isIn({ stores }: BoardWriting, task: string, project: string): boolean {
  return stores.tasks.find(task)?.task.projectId === project;
}

/** @throws RoomError `cycle` */
function demandNoCycle({ stores }: BoardWriting, task: Task, type: RelationType, other: Task): void {
  if (type !== "blocks" && type !== "blocked_by") return;
  const [blocker, blocked] = type === "blocks" ? [task, other] : [other, task];
  if (!stores.relations.blocks(blocked.id, blocker.id)) return;
  throw new RoomError("cycle", `${blocked.key} blocks ${blocker.key} already, itself or by others between them.`);
}

const is = (one: Relation, other: Relation) => one.type === other.type && one.taskId === other.taskId;

function has({ relations }: Task, relation: Relation): boolean {
  return relations.some((each) => is(each, relation));
}

/** @throws RoomError `limit_reached` */
function relationsWith(task: Task, relation: Relation): Relation[] {
  if (has(task, relation)) return task.relations;
  if (task.relations.length < MAX_RELATIONS) return [...task.relations, relation];
  throw new RoomError("limit_reached", `${task.key} has ${MAX_RELATIONS} relations, and may have no more.`);
}

function relationsWithout(task: Task, relation: Relation): Relation[] {
  return task.relations.filter((each) => !is(each, relation));
}
