import { RoomError } from "../../../room/errors.ts";
import type { Access } from "../../access.ts";
import type { Act } from "../../permissions.ts";
import type { Stores } from "../../store/stores.ts";
import { projectGrant } from "./grant.ts";
import type { Project } from "./protocol.ts";
import type { ProjectRow } from "./store.ts";

/** The project, if the actor may know of it and do this in it. @throws RoomError `not_found`, `forbidden` */
export function demandProject(stores: Stores, access: Access, id: string, act: Act): ProjectRow {
  const row = stores.projects.find(id);
  if (!row) throw new RoomError("not_found", "There is no such project.");
  const about = { room: projectGrant(id) };
  access.demand("project.read", about);
  access.demand(act, about);
  return row;
}

/** As {@link demandProject}, and only while it is not archived. @throws RoomError `conflict` besides */
export function demandOpenProject(stores: Stores, access: Access, id: string, act: Act): ProjectRow {
  const row = demandProject(stores, access, id, act);
  demandOpen(row.project);
  return row;
}

/** @throws RoomError `conflict` for an archived project */
export function demandOpen({ archivedAt }: Pick<Project, "archivedAt">): void {
  if (archivedAt === null) return;
  throw new RoomError("conflict", "This project is archived; restore it to change anything in it.");
}
