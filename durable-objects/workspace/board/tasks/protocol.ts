/** A task as its readers see it, and what may be asked of it. */
import { z } from "zod";
import { TypedText, typedLine } from "../../../room/text.ts";
import {
  MAX_ASSIGNEES,
  MAX_CHECK_ITEM_LENGTH,
  MAX_CHECK_ITEMS,
  MAX_CUSTOM_FIELDS,
  MAX_FIELD_TEXT_LENGTH,
  MAX_TASK_LABELS,
  MAX_TASKS_AT_ONCE,
  MAX_TITLE_LENGTH,
} from "../limits.ts";
import { Day, Id, NewId, Order, Place, Since, Time } from "../scalars.ts";

export const PRIORITIES = ["urgent", "high", "medium", "low", "none"] as const;
export const Priority = z.enum(PRIORITIES);
export type Priority = z.infer<typeof Priority>;

export const CheckItem = z.object({ id: Id, text: z.string(), done: z.boolean() });
export type CheckItem = z.infer<typeof CheckItem>;

/** A custom field's value: a select's is the id of its choice, a date's a day. */
export const FieldValue = z.union([TypedText.max(MAX_FIELD_TEXT_LENGTH), z.number()]);
export type FieldValue = z.infer<typeof FieldValue>;

/**
 * How two tasks stand: `blocks` and `duplicates` lead from one to the other, `relates` has no direction. Kept with both,
 * each told from its own side.
 */
export const RELATIONS = ["blocks", "blocked_by", "relates", "duplicates", "duplicated_by"] as const;
export const RelationType = z.enum(RELATIONS);
export type RelationType = z.infer<typeof RelationType>;
export const Relation = z.object({ type: RelationType, taskId: Id });
export type Relation = z.infer<typeof Relation>;

export const Task = z.object({
  id: Id,
  /** `ENS-42`: its project's key and its number there, which no other task ever gets. */
  key: z.string(),
  projectId: Id,
  number: z.number().int().positive(),
  columnId: Id,
  /** Its place in the column. */
  order: Order,
  title: z.string(),
  labels: z.array(Id),
  /** User ids. */
  assignees: z.array(z.string()),
  priority: Priority,
  startDate: Day.nullable(),
  dueDate: Day.nullable(),
  /** In whatever the team counts in. */
  estimate: z.number().nullable(),
  checklist: z.array(CheckItem),
  /** The task it is a sub-task of. */
  parentId: Id.nullable(),
  relations: z.array(Relation),
  /** The doc of its description, or null before it has one. */
  docId: Id.nullable(),
  /** Values of custom fields by the field's id. */
  fields: z.record(Id, FieldValue),
  /** User ids: its creator, its assignees, and whoever asked. */
  followers: z.array(z.string()),
  archivedAt: Time.nullable(),
  createdAt: Time,
  /** Null for what no user made. */
  createdBy: z.string().nullable(),
  updatedAt: Time,
});
export type Task = z.infer<typeof Task>;

const title = typedLine(MAX_TITLE_LENGTH);
const labels = z.array(Id).max(MAX_TASK_LABELS);
const assignees = z.array(z.string().min(1).max(64)).max(MAX_ASSIGNEES);

/** One change of a checklist, which is merged into it by id: a new item needs a text, `gone` takes one away. */
export const CheckItemChange = z.strictObject({
  id: Id,
  text: typedLine(MAX_CHECK_ITEM_LENGTH).optional(),
  done: z.boolean().optional(),
  /** Put it right behind this item, or first with null; a new item without this comes last. */
  after: Id.nullable().optional(),
  gone: z.literal(true).optional(),
});
export type CheckItemChange = z.infer<typeof CheckItemChange>;

/** What can be set of a task. What is left out stays; of two who set the same field the last one wins. */
export const TaskSet = z.strictObject({
  title: title.optional(),
  labels: labels.optional(),
  /** Merged with whatever labels it has at that time, as `assignees` below. */
  addLabels: labels.optional(),
  removeLabels: labels.optional(),
  assignees: assignees.optional(),
  addAssignees: assignees.optional(),
  removeAssignees: assignees.optional(),
  priority: Priority.optional(),
  startDate: Day.nullable().optional(),
  dueDate: Day.nullable().optional(),
  estimate: z.number().min(0).max(1_000_000).nullable().optional(),
  checklist: z.array(CheckItemChange).max(MAX_CHECK_ITEMS).optional(),
  parentId: Id.nullable().optional(),
  /** By the field's id; null takes a value away, fields left out stay. */
  fields: z
    .record(Id, FieldValue.nullable())
    .refine((values) => Object.keys(values).length <= MAX_CUSTOM_FIELDS, "Too many fields")
    .optional(),
});
export type TaskSet = z.infer<typeof TaskSet>;

export const NewTask = TaskSet.omit({ removeLabels: true, removeAssignees: true }).extend({ title });
export type NewTask = z.infer<typeof NewTask>;

/**
 * Whether to go against a column's limit, or a task's blockers. What was gone against is told in the event.
 */
const force = z.literal(true).optional();
const tasks = z.array(Id).min(1).max(MAX_TASKS_AT_ONCE);

/** Tasks are named by id or by key, also by a key they had in another project. */
export const TaskAction = z.discriminatedUnion("type", [
  /** Without a column, into the first one that is not hidden; without a place, last. */
  z.object({
    type: z.literal("task.create"),
    project: Id,
    task: NewId,
    columnId: Id.optional(),
    set: NewTask,
    ...Place,
    force,
  }),
  z.object({ type: z.literal("task.update"), task: Id, set: TaskSet, since: Since }),
  /** Into a column of its own or of another project, where it gets a new number; its old key still finds it. */
  z.object({ type: z.literal("task.move"), task: Id, columnId: Id, ...Place, force, since: Since }),
  /** All of them or none, in the order named. `columnId` puts each at a place of that column, or at its end. */
  z.object({
    type: z.literal("task.bulk"),
    changes: z
      .array(z.object({ task: Id, set: TaskSet.optional(), columnId: Id.optional(), ...Place }))
      .min(1)
      .max(MAX_TASKS_AT_ONCE),
    force,
    since: Since,
  }),
  /**
   * With their sub-tasks. With `unchangedSince`, refused as `moved_on` when anything of those that would go was set after
   * that revision, not only whether they are archived: whoever takes back a task they made shall not take what others
   * have made of it.
   */
  z.object({ type: z.literal("task.archive"), tasks, since: Since, unchangedSince: Since }),
  /** Back to where they were, with the sub-tasks that were archived with them. */
  z.object({ type: z.literal("task.restore"), tasks, force, since: Since }),
  /** For ever, with their descriptions. Sub-tasks stay, on their own. */
  z.object({ type: z.literal("task.delete"), tasks }),
  z.object({ type: z.literal("task.relate"), task: Id, relation: RelationType, to: Id }),
  z.object({ type: z.literal("task.unrelate"), task: Id, relation: RelationType, to: Id }),
  z.object({ type: z.literal("task.follow"), task: Id }),
  z.object({ type: z.literal("task.unfollow"), task: Id }),
]);
export type TaskAction = z.infer<typeof TaskAction>;
