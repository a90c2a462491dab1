import type { BoardAction } from "../../../durable-objects/workspace/board/protocol.ts";
import type { Doing } from "./doing.ts";
import { placed } from "./lists.ts";
import type { ModelColumn, ModelProject } from "./state.ts";

export function actOnParts(doing: Doing, action: BoardAction): void {
  if (action.type === "project.archive" || action.type === "project.restore") {
    const project = doing.state.projects[action.project];
    if (project) project.archived = action.type === "project.archive";
    return;
  }
  if (!("part" in action)) throw new Error(`the model knows no ${action.type}`);
  const project =
    "project" in action
      ? doing.openProject(action.project)
      : Object.values(doing.state.projects).find(({ columns, labels, fields, rules }) =>
          [...columns, ...labels, ...fields, ...rules].some(({ id }) => id === action.part),
        );
  if (!project) return void doing.codes.add("not_found");
  if (project.archived) return void doing.codes.add("conflict");
  const column = project.columns.find(({ id }) => id === action.part);
  const label = project.labels.find(({ id }) => id === action.part);
  switch (action.type) {
    case "column.create": {
      const { kind, wipLimit = null, hidden = false } = action.set;
      project.columns.push({ id: action.part, kind, wipLimit, hidden, archived: false, tasks: [] });
      return;
    }
    case "column.update":
      if (!column) return;
      column.kind = action.set.kind ?? column.kind;
      if (action.set.wipLimit !== undefined) column.wipLimit = action.set.wipLimit;
      return;
    case "column.move":
      if (column) project.columns = placed(project.columns, column, action, ({ id }) => id);
      return;
    case "column.archive":
      if (!column || column.archived) return;
      if (isLast(project, column)) doing.codes.add("conflict");
      if (column.tasks.length > 0) doing.codes.add("column_in_use");
      column.archived = true;
      disableRules(project, column.id);
      return;
    case "column.restore":
      if (column) column.archived = false;
      return;
    case "column.delete":
      if (column) deleteColumn(doing, project, column, action.moveTasksTo);
      return;
    case "label.create":
      project.labels.push({ id: action.part, name: action.set.name, archived: false });
      return;
    case "label.archive":
    case "label.restore":
      if (label) label.archived = action.type === "label.archive";
      return;
    case "label.delete":
      project.labels = project.labels.filter(({ id }) => id !== action.part);
      disableRules(project, action.part);
      for (const task of doing.tasksOf(project)) {
        if (task.labels.includes(action.part)) {
          doing.set(
            task,
            "labels",
            task.labels.filter((id) => id !== action.part),
          );
        }
      }
      return;
    case "field.create": {
      const choices = (action.set.options ?? []).map(({ id }) => id);
      project.fields.push({ id: action.part, name: action.set.name, choices });
      return;
    }
    case "field.update":
      for (const field of project.fields) {
        if (field.id !== action.part || !action.set.options) continue;
        const kept = action.set.options.map(({ id }) => id);
        field.choices = kept;
        dropValues(doing, project, field.id, kept);
      }
      return;
    case "field.delete":
      project.fields = project.fields.filter(({ id }) => id !== action.part);
      dropValues(doing, project, action.part, []);
      return;
    case "rule.create": {
      const { when, actions, enabled = true } = action.set;
      const [first] = actions;
      if (first?.type === "set" && when.type !== "due")
        project.rules.push({ id: action.part, enabled, when, set: first.set });
      return;
    }
    case "rule.delete":
      project.rules = project.rules.filter(({ id }) => id !== action.part);
      return;
    default:
      throw new Error(`the model knows no ${action.type}`);
  }
}

export function deleteColumn(
  doing: Doing,
  project: ModelProject,
  column: ModelColumn,
  moveTasksTo: string | undefined,
): void {
  const target = project.columns.find(({ id, archived }) => id === moveTasksTo && !archived && id !== column.id);
  if (isLast(project, column)) doing.codes.add("conflict");
  const inside = doing.tasksOf(project).filter((task) => task.column === column.id);
  if (moveTasksTo !== undefined && !target) doing.codes.add("invalid");
  else if (!target && inside.length > 0) doing.codes.add("column_in_use");
  if (doing.codes.size > 0) return;
  target?.tasks.push(...column.tasks);
  for (const task of inside) {
    task.column = target?.id ?? task.column;
    task.revisions.place = doing.revision;
  }
  project.columns = project.columns.filter(({ id }) => id !== column.id);
  disableRules(project, column.id);
}

export function dropValues(doing: Doing, project: ModelProject, field: string, kept: string[]): void {
  for (const task of doing.tasksOf(project)) {
    const value = task.fields[field];
    if (value === undefined || kept.includes(value)) continue;
    delete task.fields[field];
    task.revisions[`fields.${field}`] = doing.revision;
  }
}

export function disableRules(project: ModelProject, named: string): void {
  for (const rule of project.rules) {
    const names = [...Object.values(rule.when), ...(rule.set.addLabels ?? [])];
    if (names.includes(named)) rule.enabled = false;
  }
}

function isLast({ columns }: ModelProject, column: ModelColumn): boolean {
  return !columns.some(({ id, archived }) => id !== column.id && !archived);
}
