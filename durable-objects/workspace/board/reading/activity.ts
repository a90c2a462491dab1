/** What a room's events tell as history. */
import type { LoggedEvent } from "../../../room/event-log.ts";
import { type EventEnvelope, ROOM_STREAM } from "../../../room/protocol.ts";
import { PART_NOUNS } from "../parts/protocol.ts";
import { BoardEventBody, streamOf, Task, type TaskChange } from "../protocol.ts";
import { Activity, MAX_TASKS_TOLD, type TaskName } from "./protocol.ts";

const PROJECT_STREAMS = streamOf("");

/**
 * Events that are no history of their own: what they say another event says better (a project's own stream tells what
 * became of it), or they only keep a reader's view whole.
 */
const UNTOLD = new Set(
  ["project.created", "project.changed", "member.entered"].map((type) => `${ROOM_STREAM} ${type}`),
);
const UNTOLD_OF_BOARDS = "neighbour.changed";

/**
 * An event's entry in the history, or null for one that has none or that this code cannot read. Names of tasks are not
 * filled in.
 */
export function activityOf({ position, event }: LoggedEvent): Activity | null {
  if (event.stream.startsWith(PROJECT_STREAMS)) return boardActivity(position, event);
  if (event.stream !== ROOM_STREAM || UNTOLD.has(`${event.stream} ${event.type}`)) return null;
  const { stream, seq, type, at, by, ...detail } = event;
  return Activity.safeParse({ ...NOTHING, position, type, at, by, projectId: null, detail }).data ?? null;
}

/** `entry` as the history of one task tells it: with what became of that task alone. */
export function aboutTask(entry: Activity, task: string): Activity {
  return { ...inShort(entry), changes: entry.changes.filter(({ id }) => id === task) };
}

/** `entry` as the history of a project or workspace tells it, where a change of many tasks is told in part. */
export function inShort(entry: Activity): Activity {
  const about = entry.about.slice(0, MAX_TASKS_TOLD);
  return {
    ...entry,
    about,
    tasks: entry.tasks.filter(({ id }) => about.includes(id)),
    changes: entry.changes.filter(({ id }) => about.includes(id)),
  };
}

/** `entry` with the present names of its tasks, beside those of tasks that are gone. */
export function withNames(entry: Activity, names: ReadonlyMap<string, TaskName>): Activity {
  const present = entry.about.flatMap((id) => names.get(id) ?? []);
  return { ...entry, tasks: [...present, ...entry.tasks.filter(({ id }) => !names.has(id))] };
}

/** Two histories of which each is newest first, as one; what is in both is told once. */
export function merged(one: readonly Activity[], other: readonly Activity[]): Activity[] {
  const byPosition = new Map([...one, ...other].map((entry) => [entry.position, entry]));
  return [...byPosition.values()].sort((a, b) => b.position - a.position);
}

const NOTHING = {
  about: [],
  aboutCount: 0,
  tasks: [],
  part: null,
  rule: null,
  forced: [],
  comment: null,
  changes: [],
  detail: {},
};

function boardActivity(position: number, event: EventEnvelope): Activity | null {
  const body = BoardEventBody.safeParse(event).data;
  if (!body || body.type === UNTOLD_OF_BOARDS) return null;
  const about = body.about ?? [];
  // The end of a column may be about 10,000 tasks.
  const told = new Set(about);
  const titles = Object.entries(body.titles ?? {}).map(([id, title]) => ({ id, key: null, title }));
  return {
    ...NOTHING,
    position,
    type: body.type,
    at: event.at,
    by: event.by,
    projectId: event.stream.slice(PROJECT_STREAMS.length),
    about,
    aboutCount: about.length,
    tasks: titles.filter(({ id }) => told.has(id)),
    part: partIn(body),
    rule: body.rule ?? null,
    forced: body.forced ?? [],
    comment: body.comment ?? null,
    changes: changesIn(body).filter(({ id }) => told.has(id)),
  };
}

function partIn({ type, delta }: BoardEventBody): Activity["part"] {
  const noun = PART_NOUNS.find((each) => type.startsWith(`${each}.`));
  if (!noun) return null;
  const changes = delta[`${noun}s`];
  const [put] = changes?.put ?? [];
  if (put) return { noun, id: put.id, name: put.name };
  const [gone] = changes?.gone ?? [];
  return gone === undefined ? null : { noun, id: gone, name: null };
}

/**
 * What was set of each task, also of those that all went into one column and are told by their new order alone, and of
 * those that came onto the board: of these all that can be set of a task, so that its history has a beginning.
 */
function changesIn({ delta: { tasks, columns } }: BoardEventBody): TaskChange[] {
  const columnId = tasks?.columnId;
  const [left] = columns?.gone ?? [];
  const was = left === undefined ? {} : { columnId: left };
  const moved =
    columnId === undefined
      ? []
      : Object.entries(tasks?.orders ?? {}).map(([id, order]) => ({ id, set: { columnId, order }, was }));
  const came = (tasks?.put ?? []).map((task) => ({ id: task.id, set: asItCame(task), was: {} }));
  return [...(tasks?.set ?? []), ...moved, ...came];
}

const COMES_WITH = {
  ...{ key: true, projectId: true, columnId: true, title: true, labels: true, assignees: true, priority: true },
  ...{ startDate: true, dueDate: true, estimate: true, checklist: true, parentId: true, relations: true, fields: true },
} as const satisfies { [Name in keyof Task]?: true };

const Coming = Task.pick(COMES_WITH);

function asItCame(task: Task): TaskChange["set"] {
  return Coming.parse(task);
}
