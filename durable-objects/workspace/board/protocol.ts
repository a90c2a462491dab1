/**
 * A project's board: the stream `project:<id>`, and the commands that change it. Its state is what the snapshot's parts
 * say together; each event tells in `delta` exactly what a command changed of it. The client imports this file.
 */
import { z } from "zod";
import { EventEnvelope } from "../../room/protocol.ts";
import { Column, Field, Label, PART_NOUNS, PartAction, Rule, View } from "./parts/protocol.ts";
import { Project, ProjectAction } from "./projects/protocol.ts";
import { Id, Order, Revision } from "./scalars.ts";
import { Task, TaskAction } from "./tasks/protocol.ts";

export * from "./automation/protocol.ts";
export * from "./parts/protocol.ts";
export * from "./projects/protocol.ts";
export { Place, Revision } from "./scalars.ts";
export * from "./tasks/protocol.ts";

/** The name of a project's stream. */
export function streamOf(project: string): string {
  return `project:${project}`;
}

/** As much as one needs to know of a task in another project to which one here is related. */
export const Neighbour = z.object({
  id: Id,
  key: z.string(),
  projectId: Id,
  title: z.string(),
  /** It is done, cancelled or archived, and blocks nothing any more. */
  settled: z.boolean(),
});
export type Neighbour = z.infer<typeof Neighbour>;

/**
 * One part of a snapshot. The first has everything but tasks (archived columns, labels and so on too); the tasks follow,
 * in the order of their numbers. Archived tasks are not part of a board's state.
 */
export const BoardPart = z.object({
  board: z
    .object({
      project: Project,
      columns: z.array(Column),
      labels: z.array(Label),
      fields: z.array(Field),
      views: z.array(View),
      rules: z.array(Rule),
      neighbours: z.array(Neighbour),
    })
    .optional(),
  tasks: z.array(Task),
});
export type BoardPart = z.infer<typeof BoardPart>;

/** Fields of a task as they now are, and as they were before. Only those that changed. */
export const TaskChange = z.object({ id: Id, set: Task.partial(), was: Task.partial() });
export type TaskChange = z.infer<typeof TaskChange>;

const changesOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ put: z.array(item).optional(), gone: z.array(Id).optional() }).optional();

/** What of a board's state is different. Applied in the order of its fields. */
export const BoardDelta = z.object({
  /** Its tasks' keys begin with its key, which may be another one now. */
  project: Project.optional(),
  columns: changesOf(Column),
  /** A label that is gone is gone from every task too. */
  labels: changesOf(Label),
  /** With a field its values are gone from every task; with a choice of one, those that were this choice. */
  fields: changesOf(Field),
  views: changesOf(View),
  rules: changesOf(Rule),
  tasks: z
    .object({
      /** Tasks that were not part of the state before: new, restored, or come from another project. */
      put: z.array(Task).optional(),
      set: z.array(TaskChange).optional(),
      /** Not part of it any more: archived, deleted, or gone to another project. */
      gone: z.array(Id).optional(),
      /** New keys for tasks that stay where they are, or (with `columnId`) all go into one column. */
      orders: z.record(Id, Order).optional(),
      columnId: Id.optional(),
    })
    .optional(),
  neighbours: changesOf(Neighbour),
});
export type BoardDelta = z.infer<typeof BoardDelta>;

/** Refusals that `force` overrules. */
export const FORCEABLE = ["blocked", "wip_limit"] as const;

/** What happened, as a word for people and programs; `delta` alone says what it changed. */
export const BOARD_EVENTS = [
  "project.created",
  "project.updated",
  "project.moved",
  "project.archived",
  "project.restored",
  /** The last a project's stream tells. */
  "project.deleted",
  ...PART_NOUNS.flatMap(
    (noun) =>
      [
        `${noun}.created`,
        `${noun}.updated`,
        `${noun}.moved`,
        `${noun}.archived`,
        `${noun}.restored`,
        `${noun}.deleted`,
      ] as const,
  ),
  "task.created",
  "task.updated",
  "task.moved",
  /** It went to another project, and came from another. */
  "task.left",
  "task.arrived",
  "task.archived",
  "task.restored",
  "task.deleted",
  "task.related",
  "task.unrelated",
  "task.followed",
  "task.unfollowed",
  "task.described",
  "task.imported",
  "task.commented",
  /** A rule could not do all it says; `comment` tells why. */
  "task.rule_refused",
  /** Something changed of a task in another project to which one here is related. */
  "neighbour.changed",
] as const;

export type BoardEventType = (typeof BOARD_EVENTS)[number];

export const BoardEventBody = z.object({
  /** A {@link BoardEventType}; a newer room may know more of them, and its deltas apply all the same. */
  type: z.string(),
  revision: Revision,
  delta: BoardDelta,
  /** The tasks it is about: their history has it. */
  about: z.array(Id).optional(),
  /** What was gone against. */
  forced: z.array(z.enum(FORCEABLE)).optional(),
  /** The rule that did it; `by` is null then. */
  rule: Id.optional(),
  comment: z.string().optional(),
  /** Titles of tasks that are deleted, for their history and others'. */
  titles: z.record(Id, z.string()).optional(),
});
export type BoardEventBody = z.infer<typeof BoardEventBody>;

export const BoardEvent = z.intersection(BoardEventBody, z.object(EventEnvelope.shape));
export type BoardEvent = z.infer<typeof BoardEvent>;

/** Everything that may be asked of a board, over a socket and over HTTP alike. */
export const BoardAction = z.discriminatedUnion("type", [ProjectAction, PartAction, TaskAction]);
export type BoardAction = z.infer<typeof BoardAction>;

/** `result` of an ack. The revision guards an undo, see `since`; 0 when nothing had to be changed. */
export const BoardResult = z.object({ revision: Revision });
export type BoardResult = z.infer<typeof BoardResult>;

/** Under which name a client's presence in the workspace has what it does on a board. */
export const BOARD_PRESENCE = "board";

/** What a client says of itself while it has a board open; a part of its presence in the workspace. */
export const BoardPresence = z.object({
  /** The project that is open. */
  project: Id.optional(),
  /** The task whose panel is open. */
  task: Id.optional(),
  /** The task being dragged, over which column and before which task (null: at the end). */
  drag: z.object({ task: Id, columnId: Id, before: Id.nullable() }).optional(),
  /** Where it types: a field of a task, or the title of a new one in a column. */
  typing: z.object({ task: Id.optional(), columnId: Id.optional(), field: z.string().max(64) }).optional(),
});
export type BoardPresence = z.infer<typeof BoardPresence>;
