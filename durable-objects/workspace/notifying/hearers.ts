/**
 * Whose inboxes an event concerns. It is asked in the transaction of the event, which owes it to their lanes; what each of
 * them is told is made of the event when it is delivered (`telling.ts`).
 */
import { laneOfInbox } from "../../inbox/lanes.ts";
import type { BoardEventBody, BoardEventType, Task } from "../board/protocol.ts";
import type { WorkspaceEventBody } from "../protocol.ts";
import type { Stores } from "../store/stores.ts";
import { dueFor } from "./due-days.ts";

const INVITED = "invited:";

/** The lane to the inbox of whoever has the address that an invitation is for. */
function laneOfInvitation(invitation: string): string {
  return `${INVITED}${invitation}`;
}

/** Which invitation's lane this is, if it is one. */
export function invitationOfLane(lane: string): string | null {
  return lane.startsWith(INVITED) ? lane.slice(INVITED.length) : null;
}

/** A task that an act has written or deleted: null where it was not before, or is not after. */
export interface AlteredTask {
  before: Task | null;
  after: Task | null;
}

/** The fields of which those hear who are assigned to a task or follow it. */
const TOLD_FIELDS = [
  ...(["columnId", "title", "priority", "startDate", "dueDate", "assignees", "checklist", "parentId"] as const),
  ...(["archivedAt", "projectId"] as const),
] satisfies (keyof Task)[];

/** Events of which nobody hears but of what is due: what they bring is many tasks at once, and no news to anyone. */
const QUIET: ReadonlySet<string> = new Set<BoardEventType>(["task.imported", "column.deleted", "label.deleted"]);

/**
 * Who hears of an event of a project's stream: whoever is assigned to a task that it altered, or follows it, but for
 * `doer`; and whoever has another day now on which a task of theirs is due, `doer` too.
 */
export function hearersOnBoard(
  stores: Stores,
  { doer, body, tasks }: { doer: string | null; body: BoardEventBody; tasks: readonly AlteredTask[] },
): string[] {
  const hearers = new Set<string>(body.comment === undefined ? [] : (body.about ?? []).flatMap(concernedIn(stores)));
  const due = new Set<string>();
  for (const { before, after } of tasks) {
    const concerned = new Set([...concernedBy(before), ...concernedBy(after)]);
    if (!QUIET.has(body.type) && isNews(before, after)) {
      const told = before === null ? (after?.assignees ?? []) : concerned;
      for (const user of told) hearers.add(user);
    }
    for (const user of concerned) if (dueFor(stores, before, user) !== dueFor(stores, after, user)) due.add(user);
  }
  if (doer !== null) hearers.delete(doer);
  return [...new Set([...hearers, ...due])].filter((user) => stores.members.find(user));
}

/** The lanes that are owed an event of the workspace's own stream, which `by` caused. */
export function lanesInside(stores: Stores, body: WorkspaceEventBody, by: string | null): string[] {
  switch (body.type) {
    case "member.added":
      return [laneOfInbox(body.member.user)];
    case "member.removed":
    case "grants.changed":
      return [laneOfInbox(body.user)];
    case "member.role_changed":
      return body.role === "guest" ? [laneOfInbox(body.user)] : [];
    case "invitation.created":
      return body.invitation.email === null ? [] : [laneOfInvitation(body.invitation.id)];
    case "invitation.revoked":
      return stores.invitations.find(body.invitation)?.email ? [laneOfInvitation(body.invitation)] : [];
    case "invitation.accepted": {
      const inviter = stores.invitations.find(body.invitation)?.createdBy;
      return inviter !== undefined && stores.members.find(inviter) ? [laneOfInbox(inviter)] : [];
    }
    case "conversation.joined": {
      const { kind, everyone } = body.conversation;
      if (everyone || (kind !== "channel" && kind !== "private")) return [];
      return body.users.filter((user) => user !== by).map(laneOfInbox);
    }
    case "conversation.left":
      return body.users.map(laneOfInbox);
    case "conversation.deleted": {
      const members = stores.conversations.membersOf(body.conversation).map(({ user }) => user);
      return [...new Set([...members, ...stores.participants.in(body.conversation)])].map(laneOfInbox);
    }
    default:
      return [];
  }
}

const concernedIn =
  ({ tasks }: Stores) =>
  (task: string) =>
    concernedBy(tasks.find(task)?.task ?? null);

function concernedBy(task: Task | null): string[] {
  return task ? [...task.assignees, ...task.followers] : [];
}

function isNews(before: Task | null, after: Task | null): boolean {
  if (before === null || after === null) return true;
  return TOLD_FIELDS.some((field) => before[field] !== after[field]);
}
