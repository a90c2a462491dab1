import { z } from "zod";
import { type Revisions, revisionsOf } from "../revisions.ts";
import { Task } from "./protocol.ts";

export interface TaskRow {
  task: Task;
  /** The place (column and order) is one field here, `place`; a custom field is `fields.<id>`. */
  revisions: Revisions;
  /** Of the last change of any field. */
  revision: number;
}

type Row = {
  id: string;
  project: string;
  key: string;
  number: number;
  column_id: string;
  sort_key: string;
  archived_at: number | null;
  parent: string | null;
  due_date: string | null;
  revision: number;
  revisions: string;
  body: string;
};

/** Fields that a later release adds stay with the task. */
const Stored = z.looseObject(Task.shape);

const SELECT = `SELECT t.id, t.project, p.key || '-' || t.number AS key, t.number, t.column_id, t.sort_key, t.archived_at,
  t.parent, t.due_date, t.revision, t.revisions, t.body FROM tasks t JOIN projects p ON p.id = t.project`;

/** The column of `tasks` that holds a field, where it has one. */
const COLUMN_OF = {
  projectId: "project",
  number: "number",
  columnId: "column_id",
  order: "sort_key",
  archivedAt: "archived_at",
  parentId: "parent",
  dueDate: "due_date",
} as const satisfies Partial<Record<keyof Task, string>>;

type Columned = keyof typeof COLUMN_OF;
const isColumned = (field: string): field is Columned => Object.hasOwn(COLUMN_OF, field);

/** The tasks of all boards. */
export class TaskStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(id: string): TaskRow | undefined {
    const row = this.#sql.exec<Row>(`${SELECT} WHERE t.id = ?`, id).toArray()[0];
    return row && rowOf(row);
  }

  /** The task that has this number in a project, or had it before it went to another one. */
  findByNumber(project: string, number: number): TaskRow | undefined {
    const row = this.#sql.exec<Row>(`${SELECT} WHERE t.project = ? AND t.number = ?`, project, number).toArray()[0];
    if (row) return rowOf(row);
    const alias = this.#sql
      .exec<{ task: string }>("SELECT task FROM task_aliases WHERE project = ? AND number = ?", project, number)
      .toArray()[0];
    return alias && this.find(alias.task);
  }

  /** The tasks of a project, by number; with `open`, without archived ones. */
  of(project: string, which: "open" | "archived" | "all"): TaskRow[] {
    return this.#sql
      .exec<Row>(`${SELECT} WHERE t.project = ?${WHICH[which]} ORDER BY t.number`, project)
      .toArray()
      .map(rowOf);
  }

  /** Up to `limit` tasks of a project behind a number, archived ones too. */
  behind(project: string, number: number, limit: number): TaskRow[] {
    return this.#sql
      .exec<Row>(`${SELECT} WHERE t.project = ? AND t.number > ? ORDER BY t.number LIMIT ?`, project, number, limit)
      .toArray()
      .map(rowOf);
  }

  /** The JSON of each open task of a project, by number, put together of text as it is stored. */
  *openTexts(project: string): IterableIterator<string> {
    const rows = this.#sql.exec<Row>(
      `${SELECT} WHERE t.project = ? AND t.archived_at IS NULL ORDER BY t.number`,
      project,
    );
    for (const row of rows) yield textOf(row);
  }

  /** The sub-tasks of a task, archived ones too. */
  subtasks(parent: string): TaskRow[] {
    return this.#sql.exec<Row>(`${SELECT} WHERE t.parent = ? ORDER BY t.number`, parent).toArray().map(rowOf);
  }

  /** Open tasks due on or before `day`, of one project. */
  dueBy(project: string, day: string): TaskRow[] {
    return this.#sql
      .exec<Row>(
        `${SELECT} WHERE t.due_date <= ? AND t.project = ? AND t.archived_at IS NULL ORDER BY t.number`,
        day,
        project,
      )
      .toArray()
      .map(rowOf);
  }

  /** Whoever is assigned to a task of a project or follows one, archived ones too. */
  peopleIn(project: string): string[] {
    return this.#sql
      .exec<{ user: string }>(
        `SELECT f.value AS user FROM tasks t, json_each(t.body, '$.followers') f WHERE t.project = ?1
         UNION SELECT a.value FROM tasks t, json_each(t.body, '$.assignees') a WHERE t.project = ?1`,
        project,
      )
      .toArray()
      .map(({ user }) => user);
  }

  counts(project: string): { open: number; all: number } {
    return this.#sql
      .exec<{ open: number; all: number }>(
        `SELECT count(*) FILTER (WHERE archived_at IS NULL) AS open, count(*) AS "all" FROM tasks WHERE project = ?`,
        project,
      )
      .one();
  }

  // --- Writing ---

  /** Adds a task. `key` is not kept: it is the project's key and the number. */
  add({ task, revisions, revision }: TaskRow): void {
    this.#sql.exec(
      `INSERT INTO tasks (id, project, number, column_id, sort_key, archived_at, parent, due_date, revision, revisions, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      task.id,
      task.projectId,
      task.number,
      task.columnId,
      task.order,
      task.archivedAt,
      task.parentId,
      task.dueDate,
      revision,
      JSON.stringify(revisions),
      bodyOf(task),
    );
  }

  /** Writes a task as it now is. `fields` are those that changed: no index of another is touched. */
  put({ task, revisions, revision }: TaskRow, fields: readonly string[]): void {
    const columned = fields.filter(isColumned);
    const columns = columned.map((field) => `${COLUMN_OF[field]} = ?, `).join("");
    this.#sql.exec(
      `UPDATE tasks SET ${columns}revision = ?, revisions = ?, body = ? WHERE id = ?`,
      ...columned.map((field) => task[field]),
      revision,
      JSON.stringify(revisions),
      bodyOf(task),
      task.id,
    );
  }

  // --- What goes from a board goes from its tasks, archived ones too. It is no edit of theirs: they are not newer for it. ---

  /** Takes a label off all tasks of a project. */
  withoutLabel(project: string, label: string, revision: number): void {
    this.#sql.exec(
      `UPDATE tasks SET revision = ?1, revisions = json_set(revisions, '$.labels', ?1),
         body = json_set(body, '$.labels', (
           SELECT json_group_array(value) FROM json_each(tasks.body, '$.labels') WHERE value <> ?2
         ))
       WHERE project = ?3 AND EXISTS (SELECT 1 FROM json_each(tasks.body, '$.labels') WHERE value = ?2)`,
      revision,
      label,
      project,
    );
  }

  /** Takes the values of a custom field off all tasks of a project. */
  withoutField(project: string, field: string, revision: number): void {
    this.onlyChoices(project, field, [], revision);
  }

  /** Takes those values of a custom field off all tasks of a project that are none of `choices`. */
  onlyChoices(project: string, field: string, choices: readonly string[], revision: number): void {
    this.#sql.exec(
      `UPDATE tasks SET revision = ?1, revisions = json_set(revisions, '$."fields.' || ?2 || '"', ?1),
         body = json_remove(body, '$.fields."' || ?2 || '"')
       WHERE project = ?3 AND EXISTS (
         SELECT 1 FROM json_each(tasks.body, '$.fields')
         WHERE key = ?2 AND value NOT IN (SELECT value FROM json_each(?4))
       )`,
      revision,
      field,
      project,
      JSON.stringify(choices),
    );
  }

  delete(id: string): void {
    this.#sql.exec("DELETE FROM tasks WHERE id = ?", id);
    this.#sql.exec("DELETE FROM task_aliases WHERE task = ?", id);
  }

  deleteOf(project: string): void {
    this.#sql.exec(
      "DELETE FROM task_aliases WHERE project = ?1 OR task IN (SELECT id FROM tasks WHERE project = ?1)",
      project,
    );
    this.#sql.exec("DELETE FROM tasks WHERE project = ?", project);
  }

  /** Keeps a task to be found by the number it had in another project. */
  alias(project: string, number: number, task: string): void {
    this.#sql.exec("INSERT INTO task_aliases (project, number, task) VALUES (?, ?, ?)", project, number, task);
  }
}

const WHICH = { open: " AND t.archived_at IS NULL", archived: " AND t.archived_at IS NOT NULL", all: "" } as const;

/** What of a task has no column of its own. */
function bodyOf(task: Task): string {
  const { id, key, projectId, number, columnId, order, archivedAt, parentId, dueDate, ...body } = task;
  return JSON.stringify(body);
}

function columnsOf(row: Row) {
  return {
    id: row.id,
    key: row.key,
    projectId: row.project,
    number: row.number,
    columnId: row.column_id,
    order: row.sort_key,
    archivedAt: row.archived_at,
    parentId: row.parent,
    dueDate: row.due_date,
  };
}

function textOf(row: Row): string {
  return `${JSON.stringify(columnsOf(row)).slice(0, -1)},${row.body.slice(1)}`;
}

function rowOf(row: Row): TaskRow {
  const task = Stored.parse({ ...columnsOf(row), ...JSON.parse(row.body) });
  return { task, revisions: revisionsOf(row.revisions), revision: row.revision };
}
