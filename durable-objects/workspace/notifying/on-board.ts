/** What an event of a project's board means to the inbox of one user. */
import type { InboxNotice } from "../../inbox/notices.ts";
import type { EventEnvelope } from "../../room/protocol.ts";
import type { Task, TaskChange } from "../board/protocol.ts";
import { activityOf } from "../board/reading/activity.ts";
import type { Activity } from "../board/reading/protocol.ts";
import { isReader } from "../board/seeing.ts";
import type { Stores } from "../store/stores.ts";
import { dueFor } from "./due-days.ts";
import type { Hearer } from "./telling.ts";
import { notifying, taskCalled, taskThing } from "./things.ts";
import { changeInWords } from "./words.ts";

/** Fields that decide whether and when a task is due for somebody. */
const OF_DUE = ["dueDate", "columnId", "assignees"] as const satisfies (keyof Task)[];
/** Events that bring a task onto a board or take it off. */
const COMING_AND_GOING = new Set([
  ...["task.created", "task.imported", "task.archived", "task.restored", "task.arrived", "task.left"],
]);

/** What the user is told of an event, for each of its tasks that concerns them. */
export function onBoard(stores: Stores, hearer: Hearer, event: EventEnvelope): InboxNotice[] {
  // Where it stands in the log is no matter here.
  const activity = activityOf({ position: 0, event });
  if (activity?.type === "project.deleted") {
    return [{ type: "project_gone", workspace: hearer.workspace, project: activity.projectId ?? "" }];
  }
  if (!activity?.type.startsWith("task.")) return [];
  const changes = new Map(activity.changes.map((change) => [change.id, change]));
  return activity.about.flatMap((id) => ofTask(stores, hearer, { event, activity, id, change: changes.get(id) }));
}

interface Told {
  event: EventEnvelope;
  activity: Activity;
  id: string;
  change: TaskChange | undefined;
}

function ofTask(stores: Stores, hearer: Hearer, { event, activity, id, change }: Told): InboxNotice[] {
  const { workspace, user } = hearer;
  const task = stores.tasks.find(id)?.task;
  if (!task || !isReader(stores, user, task.projectId)) {
    const project = task?.projectId ?? activity.projectId ?? "";
    return [{ type: "gone", thing: { type: "task", workspace, project, task: id } }];
  }
  const thing = taskThing(workspace, task);
  const title = taskCalled(task);
  const notices: InboxNotice[] = [];
  const wasTheirs = change?.was.assignees?.includes(user) ?? false;
  if (mayBeDue(activity, change) && (wasTheirs || task.assignees.includes(user))) {
    notices.push({ type: "due", thing, title, due: dueFor(stores, task, user) });
  }
  if (event.by === user || !(wasTheirs || task.assignees.includes(user) || task.followers.includes(user))) {
    return notices;
  }
  const said = inWords(stores, user, activity, change);
  if (said === null) return notices;
  return [...notices, { ...notifying(event, thing), ...said, title, byName: doerOf(stores, event, activity) }];
}

function mayBeDue({ type }: Activity, change: TaskChange | undefined): boolean {
  return COMING_AND_GOING.has(type) || OF_DUE.some((field) => change?.set[field] !== undefined);
}

/** Why and what the user is told, or null where it is no news to them. */
function inWords(
  stores: Stores,
  user: string,
  { type, comment }: Activity,
  change: TaskChange | undefined,
): Pick<Extract<InboxNotice, { type: "notify" }>, "reason" | "text"> | null {
  const changed = (text: string) => ({ reason: "changed", text }) as const;
  switch (type) {
    case "task.imported":
    case "task.left":
    case "task.deleted":
      return null;
    case "task.archived":
      return changed("archived it");
    case "task.restored":
      return changed("brought it back from the archive");
    case "task.arrived":
      return changed("brought it from another project");
    case "task.created":
      return change?.set.assignees?.includes(user) ? { reason: "assigned", text: "assigned it to you" } : null;
  }
  const isNew = change?.set.assignees?.includes(user) && !change.was.assignees?.includes(user);
  if (isNew) return { reason: "assigned", text: "assigned it to you" };
  const said = change ? changeInWords(stores, change) : null;
  const noted = comment === null ? null : `noted: ${comment}`;
  const text = [said, noted].filter((part) => part !== null).join(", and ");
  return text === "" ? null : changed(text);
}

/** Who did it: a person, or a rule by its name. */
function doerOf(stores: Stores, { by }: EventEnvelope, { rule }: Activity): string | null {
  if (by !== null) return stores.members.find(by)?.name ?? null;
  const name = rule === null ? undefined : stores.parts.find("rule", rule)?.part.name;
  return name === undefined ? null : `The rule “${name}”`;
}
