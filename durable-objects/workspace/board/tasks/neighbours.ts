/**
 * What a project's board knows of tasks in other projects: of each to which an open task of its own is related, a stub.
 * Its events keep these as exactly as its own tasks.
 */
import type { Stores } from "../../store/stores.ts";
import type { Neighbour } from "../protocol.ts";
import type { BoardWriting } from "../writing.ts";
import { isSettled } from "./placing.ts";
import type { Task } from "./protocol.ts";

/** The tasks of other projects to which open tasks of this one are related. */
export function neighboursOf(stores: Stores, project: string): Neighbour[] {
  return stores.relations.of(project);
}

/**
 * Tells every other project concerned what became of one task: how it was before an act that changed it alone, or it and
 * the other side of its relations, and how it is after; null when it was not, or is not any more.
 */
export function tellNeighbours(writing: BoardWriting, before: Task | null, after: Task | null): void {
  const others = new Set([...relatedTo(before), ...relatedTo(after)]);
  if (others.size === 0) return;
  const stub = after && stubOf(writing.stores, after);
  const isSame = before !== null && JSON.stringify(stubOf(writing.stores, before)) === JSON.stringify(stub);
  for (const id of others) {
    const other = writing.stores.tasks.find(id)?.task;
    if (!other) continue;
    const task = after ?? before;
    // What the other one's project knows of this task, and then the other way about.
    const was = relatedTo(before).has(id) ? before : null;
    const is = relatedTo(after).has(id) ? after : null;
    const told = { was: readerOf(other, was), is: readerOf(other, is) };
    if (stub && told.is !== null && !(isSame && told.was === told.is)) writing.putNeighbour(told.is, stub);
    else if (task && told.was !== null && told.is === null) forget(writing, told.was, task, after);
    const seen = { was: readerOf(was, other), is: readerOf(is, other) };
    if (seen.was === seen.is) continue;
    if (seen.was !== null) forget(writing, seen.was, other, other);
    if (seen.is !== null) writing.putNeighbour(seen.is, stubOf(writing.stores, other));
  }
}

/** Tells all that other projects know of this one's tasks anew: its key, or what its columns mean, has changed. */
export function retellNeighbours(writing: BoardWriting, project: string): void {
  for (const { reader, neighbour } of writing.stores.relations.toldBy(project)) {
    writing.putNeighbour(reader, neighbour);
  }
}

/** The project that knows `task` as a neighbour if `mine`, a task of its own, is related to it; null for none. */
function readerOf(mine: Task | null, task: Task | null): string | null {
  if (!mine || !task || mine.archivedAt !== null || mine.projectId === task.projectId) return null;
  return mine.projectId;
}

/** Tells a project that it does not know a task any more, unless another open task of its own is related to it. */
function forget(writing: BoardWriting, project: string, task: Task, now: Task | null): void {
  const isKnown = [...relatedTo(now)].some((id) => {
    const other = writing.stores.tasks.find(id)?.task;
    return other?.projectId === project && other.archivedAt === null;
  });
  if (now?.projectId === project || !isKnown) writing.dropNeighbour(project, task.id);
}

function relatedTo(task: Task | null): Set<string> {
  return new Set(task?.relations.map(({ taskId }) => taskId));
}

function stubOf(stores: Stores, task: Task): Neighbour {
  const { id, key, projectId, title } = task;
  return { id, key, projectId, title, settled: isSettled(stores, task) };
}
