/** Fills a workspace as its members would: over HTTP, and with commands on their sockets. */
import { v5 } from "uuid";
import type { BoardState } from "../../client/sdk/board/state.ts";
import { boardStream } from "../../client/sdk/board/stream.ts";
import { when } from "../../client/sdk/observed.ts";
import type { WorkspaceRoom } from "../../client/sdk/workspace.ts";
import { type BoardAction, streamOf } from "../../durable-objects/workspace/board/protocol.ts";
import { DemoCannotRun } from "./cannot-run.ts";
import { type Ask, columnOf, type IdOf, isWhole, makeParts, makeRules } from "./parts.ts";
import type { Person, ProjectStory, TaskStory } from "./story.ts";

/** What the parts of a demo are named under, so that a second run finds what the first one made. */
const NAMES = "5b0f5f0e-6c1e-4f39-9d4f-0f2d1c9b7a31";
const DAY_MS = 86_400_000;

export interface Fill {
  room: WorkspaceRoom;
  workspace: string;
  /** The ids of the users who play the parts. */
  people: Record<Person, string>;
  /** Writes a task's description, as Markdown. */
  describe: (task: string, markdown: string) => Promise<void>;
}

/** The id of a thing of the demo in one workspace; always the same. */
export function demoId(workspace: string, ...path: string[]): string {
  return v5([workspace, ...path].join("/"), NAMES);
}

/**
 * Makes of `story` what is not there yet. What people changed or deleted of a project that was filled before stays as
 * they left it. Answers how many tasks were made.
 * @throws DemoCannotRun when the server refuses something
 */
export async function fillProject(fill: Fill, story: ProjectStory): Promise<number> {
  const id = (...path: string[]) => demoId(fill.workspace, story.key, ...path);
  const project = id("project");
  const ask = (action: BoardAction) => askOf(fill, action);
  const known = fill.room.state.value?.projects.some((each) => each.id === project);
  if (!known) {
    const { name, key, colour } = story;
    await ask({ type: "project.create", project, set: { name, key, colour } });
  }
  const followed = fill.room.subscribe(streamOf(project), boardStream);
  const board = await when(followed.state, (state) => state !== null);
  followed.stop();
  if (isWhole(board, id)) return 0;
  await makeParts(ask, board, story, id);
  for (const task of story.tasks) await makeTask(fill, board, story, task, id);
  for (const { id: task, blockedBy } of story.tasks) {
    for (const blocker of blockedBy ?? []) await relate(ask, id("task", task), id("task", blocker));
  }
  await makeRules(ask, board, story, id);
  return story.tasks.length;
}

async function makeTask(fill: Fill, board: BoardState, story: ProjectStory, task: TaskStory, id: IdOf): Promise<void> {
  const own = id("task", task.id);
  if (board.tasks.has(own)) return;
  const checklist = (task.checklist ?? []).map((text, at) => ({
    id: id("check", task.id, String(at)),
    text,
    done: at < (task.checked ?? 0),
  }));
  await askOf(fill, {
    type: "task.create",
    project: board.project.id,
    task: own,
    columnId: columnOf(board, task.column).id,
    set: {
      title: task.title,
      labels: (task.labels ?? []).map((name) => id("label", name)),
      assignees: (task.assignees ?? []).map((person) => fill.people[person]),
      priority: task.priority ?? "none",
      startDate: dayFromNow(task.start),
      dueDate: dayFromNow(task.due),
      estimate: task.estimate ?? null,
      checklist,
      ...(task.parent ? { parentId: id("task", task.parent) } : {}),
      fields: fieldsOf(story, task, id),
    },
    // The story is told as it stands: how it came to be is of no concern.
    force: true,
  });
  if (task.description) await fill.describe(own, task.description);
}

/** The values of a task's custom fields, as the board has them. */
function fieldsOf(story: ProjectStory, task: TaskStory, id: IdOf): Record<string, string | number | null> {
  const values = Object.entries(task.fields ?? {}).map(([name, value]) => {
    const type = story.fields.find((field) => field.id === name)?.type;
    const said =
      type === "select" ? id("option", name, String(value)) : type === "date" ? dayFromNow(Number(value)) : value;
    return [id("field", name), said] as const;
  });
  return Object.fromEntries(values);
}

async function relate(ask: Ask, task: string, to: string): Promise<void> {
  await ask({ type: "task.relate", task, relation: "blocked_by", to });
}

function dayFromNow(days: number | undefined): string | null {
  return days === undefined ? null : new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

async function askOf({ room }: Fill, action: BoardAction): Promise<void> {
  const outcome = await room.command(action);
  if (!outcome.ok) throw new DemoCannotRun(`The server refused “${action.type}”: ${outcome.message}`);
}
