import type { Access } from "../../access.ts";
import { eraseDoc } from "../../docs.ts";
import { regrant } from "../../membership.ts";
import { severProject } from "../tasks/relating.ts";
import { sayTouched } from "../tasks/saying.ts";
import type { BoardWriting } from "../writing.ts";
import { demandProject } from "./finding.ts";
import { projectGrant } from "./grant.ts";

/**
 * Deletes a project for ever, with its tasks and their descriptions. Whatever named it or something of it, elsewhere in
 * the workspace, names it no more.
 * @throws RoomError `not_found`, `forbidden`
 */
export function deleteProject(writing: BoardWriting, access: Access, id: string): boolean {
  const { change, stores } = writing;
  const row = demandProject(stores, access, id, "project.delete");
  const { key, name } = row.project;
  change.record("project.deleted", id, { key, name, tasks: stores.tasks.counts(id).all });
  severProject(writing, id);
  const docs = stores.rooms.docsOf(id);
  const guests = new Set([projectGrant(id), ...docs].flatMap((each) => stores.rooms.grantedTo(each)));
  stores.invitations.forgetRooms(new Set([id, ...docs.map((doc) => doc.id)]));
  for (const doc of docs) eraseDoc(change, doc);
  writing.deleteProject(row);
  for (const user of guests) regrant(change, user, []);
  // Its own stream has had its last word; this is for those next to it.
  sayTouched(writing, "task.unrelated");
  return true;
}
