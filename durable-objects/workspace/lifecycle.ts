/** The workspace as a whole: founded, renamed, marked for deletion, erased. Each function is one act within a {@link Change}. */
import { RoomError } from "../room/errors.ts";
import type { Access } from "./access.ts";
import type { Actor } from "./actor.ts";
import { BoardWriting } from "./board/writing.ts";
import { type Change, memberShown } from "./change.ts";
import { eraseRoom } from "./erasing.ts";
import { DELETION_GRACE_MS, MAX_NAME_LENGTH } from "./limits.ts";
import type { Stores } from "./store/stores.ts";
import type { WorkspaceRow } from "./store/workspace.ts";

/** Founds the workspace with its first owner. */
export function found(change: Change, actor: Actor, name: string): void {
  change.stores.workspace.found({ id: change.workspace, name, createdAt: change.now });
  change.record("workspace.created", null, { name });
  change.say({ type: "workspace.created", name });
  const owner = {
    user: actor.user,
    name: actor.name.slice(0, MAX_NAME_LENGTH),
    email: actor.email,
    image: actor.image,
    role: "owner" as const,
    joinedAt: change.now,
  };
  if (actor.image !== undefined) change.stores.members.setImage(actor.user, actor.image);
  change.putMember(owner, { type: "member.added", member: memberShown(owner) });
  change.projectWorkspace(null);
}

/** @throws RoomError `forbidden` */
export function renameWorkspace(change: Change, access: Access, name: string): void {
  access.demand("workspace.rename");
  const info = infoOf(change.stores);
  if (info.name === name) return;
  change.stores.workspace.rename(name);
  change.stores.workspace.nextRevision();
  change.projectWorkspace(null);
  change.record("workspace.renamed", null, { from: info.name, to: name });
  change.say({ type: "workspace.renamed", name });
}

/** Marks the workspace for deletion, and answers when (ms since 1970); the mark it has already stays. @throws RoomError `forbidden` */
export function scheduleDeletion(change: Change, access: Access): number {
  access.demand("workspace.delete");
  const marked = infoOf(change.stores).eraseAt;
  if (marked !== null) return marked;
  const eraseAt = change.now + DELETION_GRACE_MS;
  markDeletion(change, eraseAt);
  change.record("workspace.deletion_scheduled", null, { eraseAt });
  change.say({ type: "workspace.deletion_scheduled", eraseAt });
  return eraseAt;
}

/** Takes the mark away. @throws RoomError `forbidden` */
export function cancelDeletion(change: Change, access: Access): void {
  access.demand("workspace.delete");
  if (infoOf(change.stores).eraseAt === null) return;
  markDeletion(change, null);
  change.record("workspace.deletion_cancelled", null);
  change.say({ type: "workspace.deletion_cancelled" });
}

/** Whether a workspace would be without an owner if `user` went, with others left in it. */
export function needsOwner({ members }: Stores, user: string): boolean {
  return members.find(user)?.role === "owner" && members.owners() === 1 && members.count() > 1;
}

/** Writes the end of everything: each room is owed its erasure, and D1 a tombstone for each row. */
export function eraseWorkspace(change: Change): void {
  const { members, pages, projects, rooms, workspace } = change.stores;
  for (const page of pages.all()) {
    pages.delete(page.id);
    change.projectPage({ ...page, revision: workspace.nextRevision() }, change.now);
  }
  const boards = new BoardWriting(change, { user: null });
  for (const project of projects.all()) boards.deleteProject(project);
  for (const room of rooms.all()) eraseRoom(change, room);
  for (const member of members.all()) change.dropMember(member, { type: "member.removed", user: member.user });
  change.eraseHistory();
  change.record("workspace.erased", null);
  workspace.nextRevision();
  change.projectWorkspace(change.now);
}

/** @throws RoomError `not_found` before the workspace is founded */
export function infoOf(stores: Stores): WorkspaceRow {
  const info = stores.workspace.find();
  if (!info) throw new RoomError("not_found", "There is no such workspace.");
  return info;
}

function markDeletion(change: Change, eraseAt: number | null): void {
  change.stores.workspace.eraseAt(eraseAt);
  change.stores.workspace.nextRevision();
  change.projectWorkspace(null);
}
