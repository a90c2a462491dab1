/**
 * Requests may name columns, tasks and projects by key where a command takes ids. A column that is not found is left as
 * it is named: the act then says what is wrong with it, as it would to a socket.
 */
import { RoomError } from "../../../room/errors.ts";
import { PART_NOUNS } from "../parts/protocol.ts";
import type { PartAction, PartNoun, Project, ProjectAction, TaskAction } from "../protocol.ts";
import { NOBODY, type TaskQuery } from "../reading/task-list.ts";
import type { Place } from "../scalars.ts";
import type { References } from "./references.ts";

/** @throws RoomError `not_found`, `invalid` for a place next to nothing */
export function projectActionWithIds(find: References, action: ProjectAction): ProjectAction {
  const idOf = (name: string) => find.findProject(name)?.id;
  switch (action.type) {
    case "project.create":
      return { ...action, ...placeWithIds(action, idOf) };
    case "project.move":
      return { ...action, project: find.project(action.project).id, ...placeWithIds(action, idOf) };
    default:
      return { ...action, project: find.project(action.project).id };
  }
}

/** @throws RoomError `not_found`, `invalid` for a place next to nothing */
export function partActionWithIds(find: References, project: Project, action: PartAction): PartAction {
  const noun = nounOf(action);
  const idOf = (name: string) => find.findPart(noun, project.id, name)?.id;
  const place = "before" in action || "after" in action ? placeWithIds(action, idOf) : {};
  if ("project" in action) return { ...action, project: project.id, ...place };
  const part = find.part(noun, project.id, action.part).id;
  if (action.type !== "column.delete") return { ...action, part, ...place };
  const { moveTasksTo } = action;
  return { ...action, part, ...(moveTasksTo === undefined ? {} : { moveTasksTo: idOf(moveTasksTo) ?? moveTasksTo }) };
}

/**
 * Acts on tasks find them by key themselves; here they must also be in `project`, where the request names one (null
 * otherwise), and columns are found by name.
 * @throws RoomError `not_found`, `invalid` for a place next to nothing
 */
export function taskActionWithIds(find: References, project: Project | null, action: TaskAction): TaskAction {
  const idOf = (name: string) => find.findTask(name)?.task.id;
  const theId = (name: string) => find.task(name, project).task.id;
  const columnIn = (home: string, name: string) => find.findPart("column", home, name)?.id ?? name;
  switch (action.type) {
    case "task.create": {
      const home = find.project(action.project).id;
      const columnId = action.columnId === undefined ? undefined : columnIn(home, action.columnId);
      return { ...action, project: home, columnId, ...placeWithIds(action, idOf) };
    }
    case "task.move": {
      const { task } = find.task(action.task, project);
      const columnId = columnIn(task.projectId, action.columnId);
      return { ...action, task: task.id, columnId, ...placeWithIds(action, idOf) };
    }
    case "task.bulk": {
      const changes = action.changes.map((change) => {
        const { task } = find.task(change.task, project);
        const columnId = change.columnId === undefined ? undefined : columnIn(task.projectId, change.columnId);
        return { ...change, task: task.id, columnId, ...placeWithIds(change, idOf) };
      });
      return { ...action, changes };
    }
    case "task.archive":
    case "task.restore":
    case "task.delete":
      return { ...action, tasks: action.tasks.map(theId) };
    case "task.update":
    case "task.relate":
    case "task.unrelate":
    case "task.follow":
    case "task.unfollow":
      return { ...action, task: theId(action.task) };
  }
}

/**
 * A question about a project's tasks, with ids for what it names.
 * @throws RoomError `invalid` naming each column, label and task that is not there
 */
export function taskQueryWithIds(find: References, project: Project, query: TaskQuery, me: string): TaskQuery {
  const errors: { path: string; message: string }[] = [];
  const idsOf = (
    path: keyof TaskQuery,
    names: readonly string[] | undefined,
    idOf: (name: string) => string | undefined,
  ) =>
    names?.flatMap((name) => {
      const id = idOf(name);
      if (id === undefined) errors.push({ path, message: `There is no "${name}" in this project` });
      return id ?? [];
    });
  const taskId = (name: string) => find.findTask(name)?.task.id;
  const asked: TaskQuery = {
    ...query,
    columns: idsOf("columns", query.columns, (name) => find.findPart("column", project.id, name)?.id),
    labels: idsOf("labels", query.labels, (name) => find.findPart("label", project.id, name)?.id),
    assignees: query.assignees?.map((user) => (user === "me" ? me : user === "nobody" ? NOBODY : user)),
    parent: typeof query.parent === "string" ? idsOf("parent", [query.parent], taskId)?.[0] : query.parent,
    tasks: idsOf("tasks", query.tasks, taskId),
  };
  if (errors.length > 0) throw new RoomError("invalid", "Not all that is asked for is there.", errors);
  return asked;
}

/** The noun an action on a part is about. */
function nounOf(action: PartAction): PartNoun {
  const noun = PART_NOUNS.find((each) => action.type.startsWith(`${each}.`));
  if (!noun) throw new RoomError("invalid", "This is done to no part of a board.");
  return noun;
}

/**
 * A socket's command may be put next to something that went meanwhile, and then comes last; a request is told.
 * @throws RoomError `invalid`
 */
function placeWithIds(place: Place, idOf: (name: string) => string | undefined): Place {
  const { before, after } = place;
  if (before !== undefined && after !== undefined) throw nowhere("after", "Say `before` or `after`, not both");
  const found: Place = {};
  for (const key of ["before", "after"] as const) {
    const name = place[key];
    if (name === undefined) continue;
    found[key] = idOf(name);
    if (found[key] === undefined) throw nowhere(key, "There is nothing of this name to stand next to");
  }
  return found;
}

function nowhere(path: keyof Place, message: string): RoomError {
  return new RoomError("invalid", "It cannot be put there.", [{ path, message }]);
}
