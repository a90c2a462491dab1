/** What each event of a workspace means for what D1 has of its boards. */
import { z } from "zod";
import type { LoggedEvent } from "../../../room/event-log.ts";
import { BoardRebuild, HistoryErasure, HistoryRebuild, owedIn, TouchedTasks } from "../../owed.ts";
import { type BoardEventType, TaskChange } from "../protocol.ts";
import { activityOf, inShort } from "../reading/activity.ts";
import { Activity } from "../reading/protocol.ts";
import { Id } from "../scalars.ts";
import { projectOfStream } from "../seeing.ts";

/** Things of one project that may be otherwise in D1 than they are: how they are is read when it is told. */
export const Touched = z.object({
  type: z.literal("touched"),
  project: Id,
  /** Whether the project itself is among them. */
  itself: z.boolean(),
  columns: z.array(Id),
  tasks: z.array(Id),
  /** The event's entry in the history, if it has one, and what was changed of each task it is about. */
  told: z.object({ entry: Activity, tasks: z.array(z.object({ task: Id, changes: z.array(TaskChange) })) }).nullable(),
});
export type Touched = z.infer<typeof Touched>;

/** Changes of boards, a piece of a rebuild, or the end of all history. */
export const BoardEffect = z.discriminatedUnion("type", [Touched, BoardRebuild, HistoryRebuild, HistoryErasure]);
export type BoardEffect = z.infer<typeof BoardEffect>;

const Ordered = z.discriminatedUnion("type", [BoardRebuild, HistoryRebuild, HistoryErasure]);

const Identified = z.object({ id: Id });

/**
 * What of a delta names things. Of what they are nothing is read here, so that whatever this code does not know of an
 * event, as one of another release may have it, cannot hold up the lane.
 */
const NamingDelta = z.object({
  project: z.unknown().optional(),
  columns: z.object({ put: z.array(Identified).default([]), gone: z.array(Id).default([]) }).prefault({}),
  tasks: z
    .object({
      put: z.array(Identified).default([]),
      set: z.array(Identified).default([]),
      gone: z.array(Id).default([]),
      orders: z.record(Id, z.unknown()).default({}),
    })
    .prefault({}),
});

/** The last event of a project's stream, which leaves nothing to tell of it but that it is gone. */
const DELETED: BoardEventType = "project.deleted";

/** What `entry` means for D1, or undefined for an event that is not of the boards. */
export function effectOf(entry: LoggedEvent): BoardEffect | undefined {
  const project = projectOfStream(entry.event.stream);
  if (project !== null) return touchedBy(project, entry);
  const owed = owedIn(entry.event);
  const touched = TouchedTasks.safeParse(owed).data;
  if (touched) return { ...touched, type: "touched", itself: false, columns: [], told: null };
  return Ordered.safeParse(owed).data;
}

function touchedBy(project: string, entry: LoggedEvent): Touched {
  const { type, delta } = entry.event;
  const { project: changed, columns, tasks } = NamingDelta.parse(delta);
  return {
    type: "touched",
    project,
    itself: changed !== undefined || type === DELETED,
    columns: [...columns.put.map(({ id }) => id), ...columns.gone],
    tasks: [...[...tasks.put, ...tasks.set].map(({ id }) => id), ...tasks.gone, ...Object.keys(tasks.orders)],
    told: toldBy(entry),
  };
}

/** What `entry` tells of the boards' history, or null for nothing. */
export function toldBy(entry: LoggedEvent): Touched["told"] {
  const activity = activityOf(entry);
  if (!activity || activity.projectId === null) return null;
  const changes = new Map<string, TaskChange[]>(activity.about.map((task) => [task, []]));
  for (const change of activity.changes) changes.get(change.id)?.push(change);
  return { entry: inShort(activity), tasks: [...changes].map(([task, its]) => ({ task, changes: its })) };
}
