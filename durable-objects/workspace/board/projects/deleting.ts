import type { Access } from "../../access.ts";
import { eraseRoom } from "../../erasing.ts";
import { regrant } from "../../membership.ts";
import { severProject } from "../tasks/relating.ts";
import { sayTouched } from "../tasks/saying.ts";
import type { BoardWriting } from "../writing.ts";
import { demandProject } from "./finding.ts";
import { projectGrant } from "./grant.ts";

/**
 * Deletes a project for ever, with its tasks, their descriptions and discussions. Whatever named it or something of it, elsewhere in
 * the workspace, names it no more.
 * @throws RoomError `not_found`, `forbidden`
 */
export function deleteProject(writing: BoardWriting, access: Access, id: string): boolean {
  const { change, stores } = writing;
  const row = demandProject(stores, access, id, "project.delete");
  const { key, name } = row.project;
  change.record("project.deleted", id, { key, name, tasks: stores.tasks.counts(id).all });
  severProject(writing, id);
  const rooms = stores.rooms.ofProject(id);
  const guests = new Set([projectGrant(id), ...rooms].flatMap((each) => stores.rooms.grantedTo(each)));
  stores.invitations.forgetRooms(new Set([id, ...rooms.map((room) => room.id)]));
  for (const room of rooms) eraseRoom(change, room);
  writing.deleteProject(row);
  for (const user of guests) regrant(change, user, []);
  // Its own stream has had its last word; this is for those next to it.
  sayTouched(writing, "task.unrelated");
  return true;
}
