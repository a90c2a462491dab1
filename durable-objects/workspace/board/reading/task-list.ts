import { RoomError } from "../../../room/errors.ts";
import { PRIORITIES, type Priority } from "../tasks/protocol.ts";
import type { ArchivedToo, TaskSort } from "./protocol.ts";

/** Which tasks of a project are asked for, and in which order. Everything is named by its id. */
export interface TaskQuery {
  archived: ArchivedToo;
  sort: TaskSort;
  descending: boolean;
  columns?: string[] | undefined;
  labels?: string[] | undefined;
  /** User ids; with {@link NOBODY} for tasks without any. */
  assignees?: string[] | undefined;
  priorities?: Priority[] | undefined;
  /** Has a due date, or has none. */
  due?: boolean | undefined;
  /** Days, both left out themselves. */
  dueBefore?: string | undefined;
  dueAfter?: string | undefined;
  /** Not settled, though it may be due. */
  unsettled?: boolean | undefined;
  /** Stands in the title, in any case, or begins the key. */
  text?: string | undefined;
  /** Sub-tasks of this task; null for tasks that are none. */
  parent?: string | null | undefined;
  blocked?: boolean | undefined;
  /** Changed at this time or later, in ms since 1970. */
  updatedSince?: number | undefined;
  tasks?: string[] | undefined;
}

/** Among assignees: tasks without any. */
export const NOBODY = "";

/** Where in its order a list was left: the last task's values of what it is ordered by. */
export type TaskPosition = (string | number)[];

export interface ListedTask {
  id: string;
  position: TaskPosition;
}

/** One of the values that make an order. */
interface SortKey {
  sql: string;
  descending: boolean;
}

const SETTLED_KINDS = "('done', 'cancelled')";
/** Open, and in a column of work that is not at its end. */
const UNSETTLED = `t.archived_at IS NULL AND c.kind NOT IN ${SETTLED_KINDS}`;
const PRIORITY_RANK = `CASE t.body ->> '$.priority' ${PRIORITIES.map((name, rank) => `WHEN '${name}' THEN ${rank}`).join(" ")} END`;

/** A task some other task blocks that is not settled itself. */
const BLOCKED = `EXISTS (
  SELECT 1 FROM json_each(t.body, '$.relations') r
  JOIN tasks b ON b.id = r.value ->> '$.taskId' JOIN parts bc ON bc.id = b.column_id
  WHERE r.value ->> '$.type' = 'blocked_by' AND b.archived_at IS NULL AND bc.body ->> '$.kind' NOT IN ${SETTLED_KINDS})`;

/** What is told of tasks that are found before they are read whole; the title only where it is looked at. */
type Row = Record<string, SqlStorageValue> & { id: string; title: string; key: string };

/**
 * Finds tasks by what they hold. Filtering and ordering happen in SQLite, so that a list costs what it shows and not what
 * the project holds. A list goes on behind the values of the last task shown: a change in between neither repeats nor
 * leaves out a task that did not itself move in the order.
 */
export class TaskList {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * Up to `limit` tasks of a project that `query` asks for, behind `after` (null: from the beginning).
   * @throws RoomError `invalid` for a position in another order
   */
  find(project: string, query: TaskQuery, after: TaskPosition | null, limit: number): ListedTask[] {
    const keys = sortKeys(query);
    const bound = new Bindings();
    const home = bound.of(project);
    const wanted = [`t.project = ${home}`, ...conditions(query, bound)];
    if (after && after.length !== keys.length) throw new RoomError("invalid", "This cursor belongs to another list.");
    if (after) wanted.push(behind(keys, after, bound));
    const columns = keys.map(({ sql }, index) => `${sql} AS sort${index}`).join(", ");
    const order = keys.map((key, index) => `sort${index}${key.descending ? " DESC" : ""}`).join(", ");
    const title = query.text === undefined ? "''" : "t.body ->> '$.title'";
    const rows = this.#sql.exec<Row>(
      `WITH c AS MATERIALIZED (
         SELECT id, body ->> '$.order' AS sort_key, body ->> '$.kind' AS kind FROM parts
         WHERE project = ${home} AND noun = 'column'
       )
       SELECT t.id, ${title} AS title, p.key || '-' || t.number AS key, ${columns}
       FROM tasks t JOIN projects p ON p.id = t.project JOIN c ON c.id = t.column_id
       WHERE ${wanted.join(" AND ")} ORDER BY ${order}`,
      ...bound.values,
    );
    const found: ListedTask[] = [];
    for (const row of rows) {
      if (found.length === limit) break;
      if (!mentions(row, query.text)) continue;
      found.push({ id: row.id, position: keys.map((_, index) => positionOf(row[`sort${index}`])) });
    }
    return found;
  }
}

/** Whether a task's title has `text` in it, or its key begins with it. SQLite knows capitals of ASCII alone. */
function mentions({ title, key }: Row, text: string | undefined): boolean {
  if (text === undefined) return true;
  const wanted = text.toLowerCase();
  return title.toLowerCase().includes(wanted) || key.toLowerCase().startsWith(wanted);
}

/** What a list is ordered by; the last is unique, so that every task has its own place. */
function sortKeys({ sort, descending }: TaskQuery): SortKey[] {
  const by = (sql: string) => ({ sql, descending });
  const number = by("t.number");
  switch (sort) {
    case "order":
      return [by("c.sort_key"), by("t.column_id"), by("t.sort_key"), by("t.id")];
    case "number":
      return [number];
    case "createdAt":
    case "updatedAt":
      return [by(`t.body ->> '$.${sort}'`), number];
    case "dueDate":
      // What is due at no time comes last from either end.
      return [{ sql: "(t.due_date IS NULL)", descending: false }, by("ifnull(t.due_date, '')"), number];
    case "priority":
      return [by(PRIORITY_RANK), number];
    case "title":
      return [by("lower(t.body ->> '$.title')"), number];
  }
}

const WHICH: Record<ArchivedToo, string> = {
  false: "t.archived_at IS NULL",
  true: "TRUE",
  only: "t.archived_at IS NOT NULL",
};

function conditions(query: TaskQuery, bound: Bindings): string[] {
  const wanted = [WHICH[query.archived]];
  const holds = (path: string, ids: string[]) =>
    `EXISTS (SELECT 1 FROM json_each(t.body, '${path}') WHERE value IN ${bound.list(ids)})`;
  if (query.columns) wanted.push(`t.column_id IN ${bound.list(query.columns)}`);
  if (query.labels) wanted.push(holds("$.labels", query.labels));
  if (query.assignees) {
    const nobody = query.assignees.includes(NOBODY) ? "json_array_length(t.body, '$.assignees') = 0 OR " : "";
    wanted.push(`(${nobody}${holds("$.assignees", query.assignees)})`);
  }
  if (query.priorities) wanted.push(`t.body ->> '$.priority' IN ${bound.list(query.priorities)}`);
  if (query.due !== undefined) wanted.push(`t.due_date IS ${query.due ? "NOT NULL" : "NULL"}`);
  if (query.dueBefore !== undefined) wanted.push(`t.due_date < ${bound.of(query.dueBefore)}`);
  if (query.dueAfter !== undefined) wanted.push(`t.due_date > ${bound.of(query.dueAfter)}`);
  if (query.unsettled) wanted.push(UNSETTLED);
  if (query.parent === null) wanted.push("t.parent IS NULL");
  else if (query.parent !== undefined) wanted.push(`t.parent = ${bound.of(query.parent)}`);
  if (query.blocked !== undefined) wanted.push(`${query.blocked ? "" : "NOT "}${BLOCKED}`);
  if (query.updatedSince !== undefined) wanted.push(`t.body ->> '$.updatedAt' >= ${bound.of(query.updatedSince)}`);
  if (query.tasks) wanted.push(`t.id IN ${bound.list(query.tasks)}`);
  return wanted;
}

/** True of the tasks behind `after`, value by value: each tells only where those before it are equal. */
function behind(keys: SortKey[], after: TaskPosition, bound: Bindings): string {
  const values = after.map((value) => bound.of(value));
  return `(${keys
    .map((key, index) => {
      const equal = keys.slice(0, index).map((each, before) => `${each.sql} = ${values[before]} AND `);
      return `(${equal.join("")}${key.sql} ${key.descending ? "<" : ">"} ${values[index]})`;
    })
    .join(" OR ")})`;
}

function positionOf(value: SqlStorageValue | undefined): string | number {
  return typeof value === "number" ? value : String(value);
}

/** The values of a statement under way, each with the name it has there. A list is one value, however long. */
class Bindings {
  readonly values: (string | number)[] = [];

  of(value: string | number): string {
    this.values.push(value);
    return `?${this.values.length}`;
  }

  list(values: readonly string[]): string {
    return `(SELECT value FROM json_each(${this.of(JSON.stringify(values))}))`;
  }
}
