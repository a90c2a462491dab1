/** The history of a workspace, a project or a task, as far as the room's log still has it. */
import { RoomError } from "../../../room/errors.ts";
import type { EventLog } from "../../../room/event-log.ts";
import { ROOM_STREAM } from "../../../room/protocol.ts";
import type { Access } from "../../access.ts";
import { WORKSPACE_ROOM_LIMITS } from "../../limits.ts";
import type { Stores } from "../../store/stores.ts";
import { shownTo } from "../../views.ts";
import { References } from "../naming/references.ts";
import { streamOf } from "../protocol.ts";
import { aboutTask, activityOf, inShort, withNames } from "./activity.ts";
import type { Activity } from "./protocol.ts";

/** Whose history: a task's, a project's, or (with neither) the workspace's. Both are named by id or by key. */
export interface HistoryScope {
  project?: string | undefined;
  task?: string | undefined;
}

/** So many of its newest events the room has for sure. */
const KEPT = WORKSPACE_ROOM_LIMITS.keptEvents;

export interface History {
  /** Newest first. */
  entries: Activity[];
  /** What lies further back is D1's to tell: the projects it may tell of, and which task alone. Null: nothing does. */
  further: { projects: string[]; task: string | null } | null;
}

/**
 * Up to `limit` entries before `position`, newest first, of what the reader may see.
 * @throws RoomError `not_found`, `forbidden`
 */
export function historyOf(
  stores: Stores,
  events: EventLog,
  access: Access,
  scope: HistoryScope,
  { position, limit }: { position: number; limit: number },
): History {
  const { member } = access;
  if (!member) throw new RoomError("forbidden", "What happens in a workspace is for its members.");
  const find = new References(stores, access);
  const home = scope.project === undefined ? null : find.project(scope.project);
  const task = scope.task === undefined ? null : find.task(scope.task, home).task.id;
  // A task's history is in every project it was in; of those the reader does not see it tells nothing.
  const projects = home && task === null ? [home.id] : find.projectsSeen();
  const streams = projects.map(streamOf);
  if (!home && task === null) streams.push(ROOM_STREAM);

  const entries: Activity[] = [];
  for (const entry of events.backwards(position, streams, task ?? "")) {
    if (entries.length === limit) break;
    const event = entry.event.stream === ROOM_STREAM ? shownTo(stores, member, entry.event) : entry.event;
    const told = event && activityOf({ ...entry, event });
    if (!told || (task !== null && !told.about.includes(task))) continue;
    entries.push(task === null ? inShort(told) : aboutTask(told, task));
  }
  const names = find.taskNames(entries.flatMap(({ about }) => about));
  const isWhole = entries.length === limit && (entries.at(-1)?.position ?? 0) > events.position() - KEPT;
  const hasAll = events.position() <= KEPT;
  return {
    entries: entries.map((entry) => withNames(entry, names)),
    further: isWhole || hasAll ? null : { projects, task },
  };
}
