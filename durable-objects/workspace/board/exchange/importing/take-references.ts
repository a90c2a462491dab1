/** Takes over what rows say of other tasks: whose parts they are, and how they are related. */
import { RoomError } from "../../../../room/errors.ts";
import { References } from "../../naming/references.ts";
import { projectGrant } from "../../projects/grant.ts";
import type { RelationType } from "../../protocol.ts";
import { relateTasks, unrelateTasks } from "../../tasks/relating.ts";
import type { TaskRow } from "../../tasks/store.ts";
import { updateTask } from "../../tasks/updating.ts";
import { CellFault, shown } from "../csv/fault.ts";
import { REFERENCE_FIELDS, type ReferenceField, type RowReferences, type TaskRef } from "../handover.ts";
import type { Taking } from "./take-rows.ts";

/**
 * Takes over the references of one row, whose task must be there unless this is a dry run, and says whether anything
 * changed. A field that cannot be taken over as a whole is told and left out.
 */
export function takeReferences(taking: Taking, row: RowReferences): boolean {
  const { writing, project, faults } = taking;
  const { importKeys, tasks } = writing.stores;
  const key = importKeys.find(project.id, row.key);
  const marks: Record<string, string> = {};
  let isChanged = false;
  for (const field of REFERENCE_FIELDS) {
    const said = row.fields[field];
    // What was never said and is not said now is no change.
    if (!said || (key && (key.marks[field] ?? "") === said.mark)) continue;
    try {
      const others = said.refs.map((ref) => resolve(taking, ref));
      const task = row.task === null ? undefined : tasks.find(row.task);
      if (task?.task.projectId === project.id) {
        isChanged = writing.attempt(() => refer(taking, task, field, others)) || isChanged;
      }
      marks[field] = said.mark;
    } catch (cause) {
      if (!(cause instanceof RoomError || cause instanceof CellFault)) throw cause;
      faults.push({ row: row.row, field, message: cause.message.replace(/\.$/, "") });
    }
  }
  if (row.task !== null && Object.keys(marks).length > 0 && (key || isChanged)) {
    importKeys.put(project.id, row.key, { task: row.task, marks: { ...key?.marks, ...marks } });
  }
  return isChanged;
}

/** The task that is meant; null for one that a dry run has not made. @throws CellFault */
function resolve({ writing, access, project }: Taking, ref: TaskRef | "made later"): TaskRow | null {
  if (ref === "made later") return null;
  const { importKeys, tasks } = writing.stores;
  const find = new References(writing.stores, access);
  const id = "task" in ref ? ref.task : importKeys.find(project.id, ref.name)?.task;
  const found =
    (id === undefined ? undefined : tasks.find(id)) ?? ("name" in ref ? find.findTask(ref.name) : undefined);
  const room = found && { room: projectGrant(found.task.projectId) };
  if (found && room && access.may("task.write", room)) return found;
  throw new CellFault(`There is no task "${shown("name" in ref ? ref.name : "")}"`);
}

/** Makes one field say exactly `others`. @throws RoomError */
function refer(taking: Taking, task: TaskRow, field: ReferenceField, others: (TaskRow | null)[]): boolean {
  const { writing } = taking;
  if (others.includes(null)) return true;
  const wanted = others.flatMap((other) => other ?? []);
  if (field !== "parent") return relate(taking, task, field, wanted);
  const [parent] = wanted;
  return updateTask(writing, task, { parentId: parent?.task.id ?? null }) !== task;
}

function relate({ writing }: Taking, task: TaskRow, type: RelationType, wanted: readonly TaskRow[]): boolean {
  const { tasks } = writing.stores;
  const { id, relations } = task.task;
  const now = new Set(relations.flatMap((relation) => (relation.type === type ? relation.taskId : [])));
  const missing = wanted.filter((other) => !now.delete(other.task.id));
  for (const other of [...now].flatMap((gone) => tasks.find(gone) ?? [])) {
    unrelateTasks(writing, tasks.find(id) ?? task, type, other);
  }
  for (const { task: other } of missing) {
    const fresh = tasks.find(other.id);
    if (fresh) relateTasks(writing, tasks.find(id) ?? task, type, fresh);
  }
  return missing.length > 0 || now.size > 0;
}
