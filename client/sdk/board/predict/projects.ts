import type { Project, ProjectAction } from "../../../../durable-objects/workspace/board/protocol.ts";
import { inOrder, keyBetween, orderAt } from "../order.ts";
import type { Moment } from "./moment.ts";
import { defined } from "./task-set.ts";

/** What a project looks like until the room has said which defaults it gave it. */
const COLOUR = "#5e6ad2";

/** The projects as the room is expected to list them after an act on one of them; the very same when nothing changes. */
export function predictProjects(
  projects: readonly Project[],
  action: ProjectAction,
  { user, at }: Moment,
): readonly Project[] {
  const present = projects.find(({ id }) => id === action.project);
  if (action.type === "project.create") {
    if (present) return projects;
    const order = orderAt(inOrder(projects), action, action.project) ?? keyBetween(null, null);
    const { name, key = "…", colour = COLOUR } = action.set;
    const made = { id: action.project, key, name, colour, order, archivedAt: null, createdAt: at, createdBy: user };
    return inOrder([...projects, made]);
  }
  if (!present) return projects;
  const others = projects.filter((project) => project !== present);
  if (action.type === "project.delete") return others;
  const changed = predictProject(present, action, { at, among: projects });
  return changed ? inOrder([...others, changed]) : projects;
}

/** A project as the room is expected to change it; null for no change. */
export function predictProject(
  project: Project,
  action: Exclude<ProjectAction, { type: "project.create" | "project.delete" }>,
  { at, among }: { at: number; among: readonly Project[] },
): Project | null {
  switch (action.type) {
    case "project.update": {
      const after = { ...project, ...defined(action.set) };
      return JSON.stringify(after) === JSON.stringify(project) ? null : after;
    }
    case "project.move": {
      const order = orderAt(inOrder(among), action, project.id);
      return order === null ? null : { ...project, order };
    }
    case "project.archive":
      return project.archivedAt === null ? { ...project, archivedAt: at } : null;
    case "project.restore":
      return project.archivedAt === null ? null : { ...project, archivedAt: null };
  }
}
