import {
  BoardAction,
  type BoardEvent,
  type Part,
  type PartNoun,
  type Project,
} from "../../../durable-objects/workspace/board/protocol.ts";
import { inverseOnTasks } from "./inverse-tasks.ts";
import { inOrder, placeOf } from "./order.ts";
import type { BoardState } from "./state.ts";
import { changedFields, partField, projectField } from "./touched.ts";

/**
 * What takes something back, guarded: the room refuses it when one of `fields` was set after `since`. It minds all that
 * this tab did not ask for, or `people`: only what other people did.
 */
export interface Inverse {
  fields: string[];
  minds?: "people";
  action: (since: number) => BoardAction;
}

/** What an inverse may need to know besides the board. */
interface InverseSight {
  /** The board just before the event. */
  before: BoardState;
  /** The projects of the workspace, before it. */
  projects: readonly Project[];
  user: string;
}

/** What takes back what an event did, in the order in which it is to be done; empty for what cannot be taken back. */
export function inverseOf(event: BoardEvent, { before, projects, user }: InverseSight): Inverse[] {
  return [
    ...inverseOnProject(event, before.project, projects),
    ...inverseOnParts(event, before),
    ...inverseOnTasks(event, before, user),
  ];
}

function inverseOnProject({ delta }: BoardEvent, before: Project, projects: readonly Project[]): Inverse[] {
  const { project } = delta;
  if (!project) return [];
  const { id } = project;
  const changed = new Set(changedFields(before, project));
  if (changed.has("archivedAt")) {
    const type = before.archivedAt === null ? ("project.restore" as const) : ("project.archive" as const);
    return [{ fields: [], action: () => ({ type, project: id }) }];
  }
  if (changed.has("order")) {
    const place = placeOf(inOrder(projects.map((each) => (each.id === id ? before : each))), id) ?? {};
    const fields = [projectField("order")];
    return [{ fields, action: (since) => ({ type: "project.move", project: id, ...place, since }) }];
  }
  const names = (["name", "key", "colour"] as const).filter((name) => changed.has(name));
  if (names.length === 0) return [];
  const set = Object.fromEntries(names.map((name) => [name, before[name]]));
  return [
    { fields: names.map(projectField), action: (since) => ({ type: "project.update", project: id, set, since }) },
  ];
}

function inverseOnParts({ delta }: BoardEvent, before: BoardState): Inverse[] {
  return [
    ...(delta.columns?.put ?? []).flatMap((part) => inverseOnPart("column", part, before.columns)),
    ...(delta.labels?.put ?? []).flatMap((part) => inverseOnPart("label", part, before.labels)),
    ...(delta.fields?.put ?? []).flatMap((part) => inverseOnPart("field", part, before.fields)),
    ...(delta.views?.put ?? []).flatMap((part) => inverseOnPart("view", part, before.views)),
    ...(delta.rules?.put ?? []).flatMap((part) => inverseOnPart("rule", part, before.rules)),
  ];
}

/** What the room gives a part, and nobody sets as such. */
const GIVEN: ReadonlySet<string> = new Set(["id", "order", "archivedAt", "createdAt", "createdBy"]);

function inverseOnPart(noun: PartNoun, now: Part, parts: ReadonlyMap<string, Part>): Inverse[] {
  const part = now.id;
  const then = parts.get(part);
  if (!then) return [{ fields: [], action: () => ({ type: `${noun}.archive`, part }) }];
  const changed = changedFields(then, now);
  if (changed.includes("archivedAt")) {
    const act = then.archivedAt === null ? ("restore" as const) : ("archive" as const);
    return [{ fields: [], action: () => ({ type: `${noun}.${act}`, part }) }];
  }
  if (changed.includes("order")) {
    const place = placeOf(inOrder(parts.values()), part) ?? {};
    const fields = [partField(noun, part, "order")];
    return [{ fields, action: (since) => ({ type: `${noun}.move`, part, ...place, since }) }];
  }
  const names = changed.filter((name) => !GIVEN.has(name));
  if (names.length === 0) return [];
  const set = Object.fromEntries(names.map((name) => [name, Reflect.get(then, name)]));
  const fields = names.map((name) => partField(noun, part, name));
  return [{ fields, action: (since) => BoardAction.parse({ type: `${noun}.update`, part, set, since }) }];
}
