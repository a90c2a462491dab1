/** The discussions of tasks and pages, and the chats of calls: made when first needed, for whoever may read what they are about. */
import { RoomError } from "../../room/errors.ts";
import type { Access } from "../access.ts";
import { projectGrant } from "../board/projects/grant.ts";
import type { Task } from "../board/tasks/protocol.ts";
import { demandInside } from "../calls/finding.ts";
import type { Change } from "../change.ts";
import { eraseRoom } from "../erasing.ts";
import type { Act } from "../permissions.ts";
import type { Grant } from "../protocol.ts";
import type { Stores } from "../store/stores.ts";
import { roomOf } from "./entering.ts";
import { keyOfSubject } from "./keys.ts";
import type { Place } from "./making.ts";
import type { ConversationSubject } from "./protocol.ts";
import { conversationShown } from "./shown.ts";
import type { ConversationRow, NewRow } from "./store.ts";
import { addRow, tellRoom } from "./writing.ts";

/** What a discussion is about, by id. */
export interface Subject {
  type: ConversationSubject["type"];
  id: string;
}

/** The right to read each. */
const READING: Record<Subject["type"], Act> = { task: "project.read", page: "page.read", call: "call.read" };

/** The discussion of this, if there is one, for whoever may read what it is about. @throws RoomError `not_found`, `forbidden` */
export function discussionOf(stores: Stores, access: Access, subject: Subject): ConversationRow | undefined {
  const { home } = homeOf(stores, subject);
  access.demand(READING[subject.type], { room: home });
  if (subject.type === "call") demandInside(stores, access, subject.id);
  return stores.conversations.findByKey(keyOfSubject(subject.type, subject.id));
}

/** What the discussion of this would be. @throws RoomError `not_found`, `forbidden` */
export function planDiscussion(stores: Stores, access: Access, { id, now }: Place, subject: Subject): NewRow {
  discussionOf(stores, access, subject);
  const { home, followers } = homeOf(stores, subject);
  access.demand("message.write", { room: home });
  const members = followers.filter((user) => stores.members.find(user));
  return {
    row: {
      ...{ id, kind: subject.type, name: "", topic: "", key: keyOfSubject(subject.type, subject.id), everyone: false },
      ...{ createdAt: now, createdBy: access.user, archivedAt: null, retentionDays: null },
    },
    members,
  };
}

/** Adds a planned discussion, unless there is one by now. @throws RoomError as {@link planDiscussion} */
export function addDiscussion(change: Change, access: Access, place: Place, subject: Subject): ConversationRow {
  const { stores } = change;
  const known = discussionOf(stores, access, subject);
  if (known) return known;
  const { row } = planDiscussion(stores, access, place, subject);
  // Who follows it is the task's or its own room's affair, not a row here.
  const added = addRow(change, { row, members: [] });
  const { project } = homeOf(stores, subject);
  if (project !== null) stores.rooms.belongsTo(roomOf(added), project);
  return added;
}

/** Erases the discussion of what is being deleted, if there is one. */
export function eraseDiscussion(change: Change, type: Subject["type"], id: string): void {
  const row = change.stores.conversations.findByKey(keyOfSubject(type, id));
  if (row) eraseRoom(change, roomOf(row));
}

/** Lets the discussion of a task follow it to another project. */
export function moveDiscussion(change: Change, task: string, project: string): void {
  const row = change.stores.conversations.findByKey(keyOfSubject("task", task));
  if (!row) return;
  change.moveRoom(roomOf(row), project);
  tellRoom(change, row, { type: "conversation.is", conversation: conversationShown(change.stores, row) });
}

/** Tells the discussion of a task who follows that from now on, and who no more. */
export function refollowDiscussion(change: Change, before: Task, after: Task): void {
  if (before.followers === after.followers) return;
  const row = change.stores.conversations.findByKey(keyOfSubject("task", after.id));
  if (!row) return;
  const joined = after.followers.filter((user) => !before.followers.includes(user));
  const left = before.followers.filter((user) => !after.followers.includes(user));
  if (joined.length > 0) tellRoom(change, row, { type: "conversation.joined", users: joined });
  if (left.length > 0) tellRoom(change, row, { type: "conversation.left", users: left });
}

/** Tells the chat of a call who is in that now: to them alone something in it is unread. */
export function seatChat(change: Change, call: string, users: readonly string[]): void {
  const row = change.stores.conversations.findByKey(keyOfSubject("call", call));
  if (row) tellRoom(change, row, { type: "conversation.seated", users: [...users] });
}

/** Where a subject stands, by which it is read, and who follows it. @throws RoomError `not_found` */
function homeOf(stores: Stores, { type, id }: Subject): { home: Grant; project: string | null; followers: string[] } {
  if (type === "task") {
    const task = stores.tasks.find(id)?.task;
    if (!task) throw new RoomError("not_found", "There is no such task.");
    return { home: projectGrant(task.projectId), project: task.projectId, followers: task.followers };
  }
  if (type === "call") {
    const call = stores.calls.find(id);
    if (!call) throw new RoomError("not_found", "There is no such call.");
    return { home: { kind: "call", id }, project: null, followers: call.here.users };
  }
  const page = stores.pages.find(id);
  if (!page) throw new RoomError("not_found", "There is no such page.");
  return { home: { kind: "doc", id: page.docId }, project: null, followers: [page.createdBy] };
}
