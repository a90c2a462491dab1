import { generateKeyBetween } from "fractional-indexing";
import { RoomError } from "../../../room/errors.ts";
import { newId } from "../../../room/id.ts";
import type { Access } from "../../access.ts";
import type { Stores } from "../../store/stores.ts";
import { MAX_PROJECTS } from "../limits.ts";
import { placeNew } from "../ordering.ts";
import { KIND_COLOURS, nextColour } from "../palette.ts";
import type { Column } from "../parts/protocol.ts";
import type { BoardWriting } from "../writing.ts";
import { keyTaken, reorderProjects } from "./changing.ts";
import { projectGrant } from "./grant.ts";
import { keyFor } from "./keys.ts";
import type { Project, ProjectAction } from "./protocol.ts";

type Wanted = Extract<ProjectAction, { type: "project.create" }>;

/** The columns a project begins with. */
const COLUMNS: readonly Pick<Column, "name" | "kind" | "hidden">[] = [
  { name: "Backlog", kind: "backlog", hidden: false },
  { name: "Todo", kind: "todo", hidden: false },
  { name: "In progress", kind: "doing", hidden: false },
  { name: "In review", kind: "review", hidden: false },
  { name: "Done", kind: "done", hidden: false },
  { name: "Cancelled", kind: "cancelled", hidden: true },
];

/**
 * Makes a project with the usual columns. One that the same user made under this id before stays as it is. Answers
 * whether there was anything to say.
 * @throws RoomError `forbidden`, `conflict`, `limit_reached`
 */
export function createProject(writing: BoardWriting, access: Access, action: Wanted): boolean {
  access.demand("project.create");
  const { stores, change, now } = writing;
  const known = stores.projects.find(action.project);
  if (known) {
    if (known.project.createdBy === access.user) return false;
    throw new RoomError("conflict", "This id is taken.");
  }
  const all = stores.projects.all().map(({ project }) => project);
  if (all.length >= MAX_PROJECTS) throw new RoomError("limit_reached", "This workspace has too many projects.");
  const key = action.set.key ?? keyFor(action.set.name, (each) => stores.projects.keyHolder(each) === undefined);
  const lastNumber = takeKey(stores, key, action.project);
  const placement = placeNew(all, action);
  const project: Project = {
    id: action.project,
    key,
    name: action.set.name,
    colour: action.set.colour ?? nextColour(all.length),
    order: placement.order,
    archivedAt: null,
    createdAt: now,
    createdBy: access.user,
  };
  writing.addProject(project, lastNumber);
  reorderProjects(writing, placement.others);
  addColumns(writing, project);
  stores.rooms.register(projectGrant(project.id), now);
  if (access.member) change.enter(access.member, projectGrant(project.id));
  return writing.say(project.id, "project.created", "project.moved");
}

/** Makes `key` a new project's, and answers how far numbers went under it already. @throws RoomError `conflict` */
function takeKey(stores: Stores, key: string, project: string): number {
  const holder = stores.projects.keyHolder(key);
  if (holder && holder.project !== null) throw keyTaken();
  stores.projects.holdKey(key, project);
  return holder?.lastNumber ?? 0;
}

function addColumns(writing: BoardWriting, { id: project, createdAt, createdBy }: Project): void {
  let order: string | null = null;
  for (const column of COLUMNS) {
    order = generateKeyBetween(order, null);
    const given = { id: newId(), order, archivedAt: null, createdAt, createdBy };
    const part: Column = { ...column, ...given, colour: KIND_COLOURS[column.kind], wipLimit: null };
    writing.addPart({ noun: "column", project, part });
  }
}
