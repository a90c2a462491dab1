import { RoomError } from "../../../room/errors.ts";
import type { Access } from "../../access.ts";
import type { Stores } from "../../store/stores.ts";
import { differing, fieldsIn } from "../differing.ts";
import { placeAgain } from "../ordering.ts";
import { demandUnmoved } from "../revisions.ts";
import { retellNeighbours } from "../tasks/neighbours.ts";
import type { BoardWriting } from "../writing.ts";
import { demandOpenProject, demandProject } from "./finding.ts";
import type { Project, ProjectAction } from "./protocol.ts";

type Named<Type extends ProjectAction["type"]> = Extract<ProjectAction, { type: Type }>;

/** @throws RoomError `not_found`, `forbidden`, `conflict`, `moved_on` */
export function updateProject(writing: BoardWriting, access: Access, action: Named<"project.update">): boolean {
  const { stores } = writing;
  const row = demandOpenProject(stores, access, action.project, "project.update");
  demandUnmoved(row.revisions, fieldsIn(action.set), action.since);
  const changed = differing<Project>(row.project, action.set);
  if (Object.keys(changed).length === 0) return false;
  if (changed.key !== undefined) takeOver(stores, changed.key, row.project.id);
  writing.putProject({ ...row, project: { ...row.project, ...changed } }, Object.keys(changed));
  if (changed.key !== undefined) retellNeighbours(writing, row.project.id);
  return writing.say(row.project.id, "project.updated", "neighbour.changed");
}

/** @throws RoomError `not_found`, `forbidden`, `conflict`, `moved_on` */
export function moveProject(writing: BoardWriting, access: Access, action: Named<"project.move">): boolean {
  const { stores } = writing;
  const row = demandOpenProject(stores, access, action.project, "project.update");
  demandUnmoved(row.revisions, ["place"], action.since);
  const all = stores.projects.all().map(({ project }) => project);
  const placement = placeAgain(all, action, row.project.id);
  if (!placement) return false;
  writing.putProject({ ...row, project: { ...row.project, order: placement.order } }, ["place"]);
  reorderProjects(writing, placement.others);
  return writing.say(row.project.id, "project.moved", "project.moved");
}

/** Gives projects new order keys where they are. Nobody's change: no field is newer for it. */
export function reorderProjects(writing: BoardWriting, orders: ReadonlyMap<string, string>): void {
  for (const [id, order] of orders) {
    const row = writing.stores.projects.find(id);
    if (row) writing.putProject({ ...row, project: { ...row.project, order } }, []);
  }
}

/** Archives a project: its board stays to be read, and nothing of it can be changed. @throws RoomError `not_found`, `forbidden` */
export function archiveProject(writing: BoardWriting, access: Access, id: string): boolean {
  const row = demandProject(writing.stores, access, id, "project.update");
  if (row.project.archivedAt !== null) return false;
  writing.putProject({ ...row, project: { ...row.project, archivedAt: writing.now } }, ["archivedAt"]);
  return writing.say(id, "project.archived", "neighbour.changed");
}

/** @throws RoomError `not_found`, `forbidden` */
export function restoreProject(writing: BoardWriting, access: Access, id: string): boolean {
  const row = demandProject(writing.stores, access, id, "project.update");
  if (row.project.archivedAt === null) return false;
  writing.putProject({ ...row, project: { ...row.project, archivedAt: null } }, ["archivedAt"]);
  return writing.say(id, "project.restored", "neighbour.changed");
}

/**
 * Makes `key` one more of a project's. A deleted project's key is refused, since its numbers went on without this one's.
 * @throws RoomError `conflict`
 */
function takeOver(stores: Stores, key: string, project: string): void {
  const holder = stores.projects.keyHolder(key);
  if (holder?.project === project) return;
  if (holder) throw keyTaken();
  stores.projects.holdKey(key, project);
}

/** What is answered to whoever asks for a key that another project has, or had. */
export function keyTaken(): RoomError {
  return new RoomError("conflict", "Another project has or had this key; choose another one.", [
    { path: "set.key", message: "This key is taken" },
  ]);
}
