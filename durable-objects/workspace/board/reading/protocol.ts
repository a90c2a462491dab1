/** How a board is read over HTTP: the history of its tasks, and the orders its tasks can be listed in. */
import { z } from "zod";
import { PART_NOUNS } from "../parts/protocol.ts";
import { FORCEABLE, Revision, TaskChange } from "../protocol.ts";
import { Id, Time } from "../scalars.ts";

/** A task by name, as its history speaks of it. */
export const TaskName = z.object({
  id: Id,
  /** Null for one that is deleted. */
  key: z.string().nullable(),
  title: z.string(),
});
export type TaskName = z.infer<typeof TaskName>;

/** Tasks, and changes of tasks, told with one entry of history; a task's own history has its own change always. */
export const MAX_TASKS_TOLD = 20;

/** As much of JSON as the workspace's own events are made of. */
const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const listed = z.union([plain, z.array(z.record(z.string(), plain))]);
const detail = z.record(z.string(), z.union([listed, z.record(z.string(), listed)]));

/** One thing that happened. */
export const Activity = z.object({
  /** Its place in the workspace's history: of two entries the later has the greater. */
  position: Revision,
  /** An event's type, such as `task.moved` or `member.added`. */
  type: z.string(),
  at: Time,
  /** The user who did it; null for a rule, or the workspace itself. */
  by: z.string().nullable(),
  /** The project it happened in; null for what is the workspace's own. */
  projectId: Id.nullable(),
  /** The tasks it is about; of many the first. */
  about: z.array(Id),
  /** How many tasks it is about. */
  aboutCount: z.number().int().nonnegative(),
  /** Those of `about` whose names are known, as they are called now. */
  tasks: z.array(TaskName),
  /** The column, label, field, view or rule it is about; without a name once that is gone. */
  part: z.object({ noun: z.enum(PART_NOUNS), id: Id, name: z.string().nullable() }).nullable(),
  /** The rule that did it. */
  rule: Id.nullable(),
  /** What was gone against. */
  forced: z.array(z.enum(FORCEABLE)),
  comment: z.string().nullable(),
  /** What was set, and what it was before. */
  changes: z.array(TaskChange),
  /** What else an event of the workspace's own says, such as a member's new role. */
  detail,
});
export type Activity = z.infer<typeof Activity>;

/** What tasks can be listed by, each also from the other end. `order` is the board's: by column, and by place in it. */
export const TASK_SORTS = ["order", "number", "createdAt", "updatedAt", "dueDate", "priority", "title"] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

/** Whether archived ones are left out, listed too, or listed alone. */
export const ARCHIVED = ["false", "true", "only"] as const;
export type ArchivedToo = (typeof ARCHIVED)[number];
