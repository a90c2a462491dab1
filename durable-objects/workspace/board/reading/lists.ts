/** The lists of a workspace's projects and of a project's parts, as their reader may see them. */
import type { Stores } from "../../store/stores.ts";
import type { References } from "../naming/references.ts";
import type { Part, PartNoun, Project } from "../protocol.ts";
import type { ArchivedToo } from "./protocol.ts";

/** What of a list is asked for: up to `limit` items behind the place `after` (null: from the beginning). */
export interface ListScope {
  archived: ArchivedToo;
  after: { order: string; id: string } | null;
  limit: number;
}

/** The projects the reader may see. @throws RoomError `forbidden` */
export function projectsListed(stores: Stores, find: References, scope: ListScope): Project[] {
  find.demandProjects();
  const seen = stores.projects.all().filter(({ project }) => find.sees(project.id));
  return cut(
    seen.map(({ project }) => project),
    scope,
  );
}

/** A project's parts of one noun. */
export function partsListed(stores: Stores, noun: PartNoun, project: Project, scope: ListScope): Part[] {
  return cut(
    stores.parts.of<PartNoun>(noun, project.id).map(({ part }) => part),
    scope,
  );
}

/** Cuts what is asked for out of a list in its order. */
function cut<Item extends { id: string; order: string; archivedAt: number | null }>(
  items: readonly Item[],
  { archived, after, limit }: ListScope,
): Item[] {
  return items
    .filter((item) => archived === "true" || (item.archivedAt !== null) === (archived === "only"))
    .filter(({ order, id }) => !after || order > after.order || (order === after.order && id > after.id))
    .slice(0, limit);
}
