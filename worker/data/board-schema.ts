/** The tables of `migrations/0004_board.sql` for drizzle: projections of the workspaces' boards and of their history. */
import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Projection of a workspace's projects. */
export const projects = sqliteTable(
  "projects",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    colour: text("colour").notNull(),
    sortKey: text("sort_key").notNull(),
    archivedAt: integer("archived_at"),
    createdAt: integer("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    revision: integer("revision").notNull(),
    deletedAt: integer("deleted_at"),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.id] })],
);

/** Projection of the columns of boards. */
export const columns = sqliteTable(
  "columns",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    project: text("project").notNull(),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    colour: text("colour").notNull(),
    wipLimit: integer("wip_limit"),
    hidden: integer("hidden", { mode: "boolean" }).notNull(),
    sortKey: text("sort_key").notNull(),
    archivedAt: integer("archived_at"),
    createdAt: integer("created_at").notNull(),
    revision: integer("revision").notNull(),
    deletedAt: integer("deleted_at"),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.id] })],
);

/** Projection of tasks, archived ones too. */
export const tasks = sqliteTable(
  "tasks",
  {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    project: text("project").notNull(),
    number: integer("number").notNull(),
    columnId: text("column_id").notNull(),
    sortKey: text("sort_key").notNull(),
    title: text("title").notNull(),
    priority: text("priority").notNull(),
    startDate: text("start_date"),
    dueDate: text("due_date"),
    estimate: real("estimate"),
    parent: text("parent"),
    doc: text("doc"),
    archivedAt: integer("archived_at"),
    createdAt: integer("created_at").notNull(),
    createdBy: text("created_by"),
    updatedAt: integer("updated_at").notNull(),
    revision: integer("revision").notNull(),
    deletedAt: integer("deleted_at"),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.id] })],
);

/** Who is assigned to the tasks that are neither archived nor deleted. */
export const taskAssignees = sqliteTable(
  "task_assignees",
  {
    workspace: text("workspace").notNull(),
    task: text("task").notNull(),
    user: text("user").notNull(),
    dueDate: text("due_date"),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.task, table.user] })],
);

/** The boards' history, for good. */
export const activities = sqliteTable(
  "activities",
  {
    workspace: text("workspace").notNull(),
    position: integer("position").notNull(),
    project: text("project").notNull(),
    type: text("type").notNull(),
    at: integer("at").notNull(),
    by: text("by"),
    rule: text("rule"),
    entry: text("entry", { mode: "json" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.position] }),
    index("activities_project").on(table.workspace, table.project, table.position),
  ],
);

/** The tasks that entries of the history are about. */
export const taskActivities = sqliteTable(
  "task_activities",
  {
    workspace: text("workspace").notNull(),
    task: text("task").notNull(),
    position: integer("position").notNull(),
    changes: text("changes", { mode: "json" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.task, table.position] })],
);
