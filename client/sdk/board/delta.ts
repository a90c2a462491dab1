import type { BoardDelta, Field, Neighbour, Task } from "../../../durable-objects/workspace/board/protocol.ts";
import { BoardDraft, type Sheet } from "./draft.ts";
import type { BoardState } from "./state.ts";

/** The state of a board after a change of it. What did not change is the same object as before. */
export function applyDelta(state: BoardState, delta: BoardDelta): BoardState {
  const draft = new BoardDraft(state);
  applyTo(draft, delta);
  return draft.done();
}

/** Makes a change in a draft, in the order in which the delta's schema names what can change. */
export function applyTo(draft: BoardDraft, delta: BoardDelta): void {
  const { sheets } = draft;
  if (delta.project) {
    const rekeyed = delta.project.key !== draft.project.key;
    draft.project = delta.project;
    if (rekeyed) for (const task of draft.tasks.values()) draft.putTask({ ...task, key: keyOf(delta.project, task) });
  }
  applyChanges(sheets.columns, delta.columns);
  applyChanges(sheets.labels, delta.labels);
  for (const label of delta.labels?.gone ?? []) withoutLabel(draft, label);
  applyChanges(sheets.fields, delta.fields);
  for (const field of delta.fields?.put ?? []) if (field.type === "select") onlyChoices(draft, field);
  for (const field of delta.fields?.gone ?? []) withoutField(draft, field);
  applyChanges(sheets.views, delta.views);
  applyChanges(sheets.rules, delta.rules);
  if (delta.tasks) applyToTasks(draft, delta.tasks);
  applyChanges<Neighbour>(sheets.neighbours, delta.neighbours);
}

/** A task's key, which its project and its number make up; one just made has none until the room gives it (0 here). */
export function keyOf(project: { key: string }, { number }: Pick<Task, "number">): string {
  return `${project.key}-${number === 0 ? "…" : number}`;
}

function applyToTasks(draft: BoardDraft, delta: NonNullable<BoardDelta["tasks"]>): void {
  for (const task of delta.put ?? []) draft.putTask(task);
  for (const { id, set } of delta.set ?? []) change(draft, id, set);
  for (const id of delta.gone ?? []) draft.removeTask(id);
  const column = delta.columnId === undefined ? {} : { columnId: delta.columnId };
  for (const [id, order] of Object.entries(delta.orders ?? {})) change(draft, id, { order, ...column });
}

function applyChanges<Item extends { id: string }>(
  sheet: Sheet<Item>,
  changes: { put?: Item[] | undefined; gone?: string[] | undefined } | undefined,
): void {
  for (const item of changes?.put ?? []) sheet.put(item);
  for (const id of changes?.gone ?? []) sheet.remove(id);
}

function change(draft: BoardDraft, id: string, set: { [Field in keyof Task]?: Task[Field] | undefined }): void {
  const task = draft.tasks.get(id);
  if (task) draft.putTask(Object.assign({ ...task }, set));
}

function withoutLabel(draft: BoardDraft, label: string): void {
  for (const task of draft.tasks.values()) {
    if (!task.labels.includes(label)) continue;
    draft.putTask({ ...task, labels: task.labels.filter((each) => each !== label) });
  }
}

/** Takes values off that are none of a field's choices any more. */
function onlyChoices(draft: BoardDraft, { id, options }: Field): void {
  for (const task of draft.tasks.values()) {
    const { [id]: value, ...fields } = task.fields;
    if (value !== undefined && !options.some((choice) => choice.id === value)) draft.putTask({ ...task, fields });
  }
}

function withoutField(draft: BoardDraft, field: string): void {
  for (const task of draft.tasks.values()) {
    if (!(field in task.fields)) continue;
    const { [field]: _, ...fields } = task.fields;
    draft.putTask({ ...task, fields });
  }
}
