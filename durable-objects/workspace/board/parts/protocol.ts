/**
 * The parts of a project's board beside its tasks: columns, labels, custom fields, saved views and rules. All are made,
 * changed, moved, archived, restored and deleted alike; they differ in what can be set.
 */
import { z } from "zod";
import { TypedText } from "../../../room/text.ts";
import { RuleFields } from "../automation/protocol.ts";
import { MAX_OPTIONS } from "../limits.ts";
import { Colour, Id, NewId, Order, PartName, Place, Since, Time } from "../scalars.ts";
import { Priority } from "../tasks/protocol.ts";

/** What the room adds to what can be set. */
const given = { id: Id, order: Order, archivedAt: Time.nullable(), createdAt: Time, createdBy: z.string().nullable() };

/** What being in a column means. `done` and `cancelled` settle a task: it blocks nothing any more. */
export const COLUMN_KINDS = ["backlog", "todo", "doing", "review", "done", "cancelled"] as const;
export const ColumnKind = z.enum(COLUMN_KINDS);
export type ColumnKind = z.infer<typeof ColumnKind>;

export const ColumnFields = z.strictObject({
  name: PartName,
  kind: ColumnKind,
  colour: Colour,
  /** How many tasks may be in it; one more must be forced. Null for any number. */
  wipLimit: z.number().int().positive().max(10_000).nullable(),
  /** Not shown on the board unless asked for. */
  hidden: z.boolean(),
});
export const Column = z.object({ ...ColumnFields.shape, ...given });
export type Column = z.infer<typeof Column>;

export const LabelFields = z.strictObject({ name: PartName, colour: Colour });
export const Label = z.object({ ...LabelFields.shape, ...given });
export type Label = z.infer<typeof Label>;

/** One choice of a select field. Tasks keep its id, so it may be renamed. */
export const Choice = z.strictObject({ id: Id, name: PartName, colour: Colour });
export type Choice = z.infer<typeof Choice>;

export const FieldFields = z.strictObject({
  name: PartName,
  /** Stays as it was made. */
  type: z.enum(["text", "number", "date", "select"]),
  /** The choices of a select field; empty for the others. */
  options: z.array(Choice).max(MAX_OPTIONS),
});
/** A custom field. */
export const Field = z.object({ ...FieldFields.shape, ...given });
export type Field = z.infer<typeof Field>;

/** Which tasks are shown: those for which all of these hold; a list holds when any of it does. */
export const TaskFilter = z.strictObject({
  columns: z.array(Id).max(100).optional(),
  labels: z.array(Id).max(100).optional(),
  /** User ids; `me` for whoever looks, `nobody` for tasks without any. */
  assignees: z.array(z.string().max(64)).max(100).optional(),
  priorities: z.array(Priority).max(10).optional(),
  due: z.enum(["overdue", "today", "week", "none"]).optional(),
  text: TypedText.max(200).optional(),
  blocked: z.boolean().optional(),
});
export type TaskFilter = z.infer<typeof TaskFilter>;

export const ViewFields = z.strictObject({
  name: PartName,
  layout: z.enum(["board", "list", "calendar"]),
  filter: TaskFilter,
  groupBy: z.enum(["none", "assignee", "priority"]),
  sort: z.enum(["order", "priority", "dueDate", "updatedAt", "createdAt", "title"]),
});
/** A saved way to look at a board, which everyone in the project has. */
export const View = z.object({ ...ViewFields.shape, ...given });
export type View = z.infer<typeof View>;

/** A rule of the board's automation. */
export const Rule = z.object({ ...RuleFields.shape, ...given });
export type Rule = z.infer<typeof Rule>;

/** Each part as it is in the board's state and events, by its noun. */
export type PartOf = { column: Column; label: Label; field: Field; view: View; rule: Rule };
export type PartNoun = keyof PartOf;
export type Part = PartOf[PartNoun];

export const PART_NOUNS = ["column", "label", "field", "view", "rule"] as const satisfies PartNoun[];
export const PART_SCHEMAS = { column: Column, label: Label, field: Field, view: View, rule: Rule } as const;

/** The six acts of one noun; what a new one does not set has a default. */
function actionsOn<const Noun extends PartNoun, New extends z.ZodType, Patch extends z.ZodType>(
  noun: Noun,
  fresh: New,
  patch: Patch,
) {
  return [
    z.object({ type: z.literal(`${noun}.create`), project: Id, part: NewId, set: fresh, ...Place }),
    z.object({ type: z.literal(`${noun}.update`), part: Id, set: patch, since: Since }),
    z.object({ type: z.literal(`${noun}.move`), part: Id, ...Place, since: Since }),
    z.object({ type: z.literal(`${noun}.archive`), part: Id }),
    z.object({ type: z.literal(`${noun}.restore`), part: Id }),
  ] as const;
}

/** What a client may leave out of a new part; what is then set says `make` of its kind, beside this file. */
export const NewColumn = ColumnFields.partial({ colour: true, wipLimit: true, hidden: true });
export const NewLabel = LabelFields.partial({ colour: true });
export const NewField = FieldFields.partial({ options: true });
export const NewView = ViewFields.partial({ layout: true, filter: true, groupBy: true, sort: true });
export const NewRule = RuleFields.partial({ enabled: true });
export const FieldPatch = FieldFields.omit({ type: true }).partial();

export const PartAction = z.discriminatedUnion("type", [
  ...actionsOn("column", NewColumn, ColumnFields.partial()),
  ...actionsOn("label", NewLabel, LabelFields.partial()),
  ...actionsOn("field", NewField, FieldPatch),
  ...actionsOn("view", NewView, ViewFields.partial()),
  ...actionsOn("rule", NewRule, RuleFields.partial()),
  /** Deletes a column; its tasks, archived ones too, go to the end of another, without which it must be empty. */
  z.object({ type: z.literal("column.delete"), part: Id, moveTasksTo: Id.optional() }),
  /** Takes the label off all tasks. */
  z.object({ type: z.literal("label.delete"), part: Id }),
  /** Takes the field's value off all tasks. */
  z.object({ type: z.literal("field.delete"), part: Id }),
  z.object({ type: z.literal("view.delete"), part: Id }),
  z.object({ type: z.literal("rule.delete"), part: Id }),
]);
export type PartAction = z.infer<typeof PartAction>;
