/** Fills a workspace as its members would: over HTTP, and with commands on their sockets. */
import { v5 } from "uuid";
import type { BoardState } from "../../client/sdk/board/state.ts";
import { boardStream } from "../../client/sdk/board/stream.ts";
import { when } from "../../client/sdk/observed.ts";
import type { WorkspaceRoom } from "../../client/sdk/workspace.ts";
import {
  type BoardAction,
  type Column,
  type ColumnKind,
  streamOf,
} from "../../durable-objects/workspace/board/protocol.ts";
import { DemoCannotRun } from "./cannot-run.ts";
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
  const known = fill.room.state.value?.projects.some((each) => each.id === project);
  if (!known) {
    const { name, key, colour } = story;
    await ask(fill, { type: "project.create", project, set: { name, key, colour } });
  }
  const followed = fill.room.subscribe(streamOf(project), boardStream);
  const board = await when(followed.state, (state) => state !== null);
  followed.stop();
  // The rule is made last of all: with it the project is whole.
  if (board.rules.has(id("rule"))) return 0;
  await makeParts(fill, story, board, id);
  for (const task of story.tasks) await makeTask(fill, board, task, id);
  for (const { id: task, blockedBy } of story.tasks) {
    for (const blocker of blockedBy ?? []) await relate(fill, task, blocker, id);
  }
  await finish(fill, board, project, id);
  return story.tasks.length;
}

type IdOf = (...path: string[]) => string;

async function makeParts(fill: Fill, story: ProjectStory, board: BoardState, id: IdOf): Promise<void> {
  const project = board.project.id;
  for (const [name, colour] of Object.entries(story.labels)) {
    if (board.labels.has(id("label", name))) continue;
    await ask(fill, { type: "label.create", project, part: id("label", name), set: { name, colour } });
  }
  if (!board.fields.has(id("field"))) {
    const options = ["Customers", "Team", "Law"].map((name, at) => ({
      id: id("option", name),
      name,
      colour: Object.values(story.labels)[at] ?? story.colour,
    }));
    const set = { name: "Asked for by", type: "select", options } as const;
    await ask(fill, { type: "field.create", project, part: id("field"), set });
  }
  const doing = columnOf(board, "doing");
  await ask(fill, { type: "column.update", part: doing.id, set: { wipLimit: story.wipLimit } });
}

async function makeTask(fill: Fill, board: BoardState, task: TaskStory, id: IdOf): Promise<void> {
  const own = id("task", task.id);
  if (board.tasks.has(own)) return;
  const checklist = (task.checklist ?? []).map((text, at) => ({
    id: id("check", task.id, String(at)),
    text,
    done: at < (task.checked ?? 0),
  }));
  await ask(fill, {
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
      ...(task.priority === "high" ? { fields: { [id("field")]: id("option", "Customers") } } : {}),
    },
    // The story is told as it stands: how it came to be is of no concern.
    force: true,
  });
  if (task.description) await fill.describe(own, task.description);
}

async function relate(fill: Fill, task: string, blocker: string, id: IdOf): Promise<void> {
  const [own, to] = [id("task", task), id("task", blocker)];
  await ask(fill, { type: "task.relate", task: own, relation: "blocked_by", to });
}

async function finish(fill: Fill, board: BoardState, project: string, id: IdOf): Promise<void> {
  if (!board.views.has(id("view"))) {
    const filter = { assignees: ["me"] };
    const set = { name: "Mine, by date", layout: "list", filter, sort: "dueDate" } as const;
    await ask(fill, { type: "view.create", project, part: id("view"), set });
  }
  const review = columnOf(board, "review");
  await ask(fill, {
    type: "rule.create",
    project,
    part: id("rule"),
    set: {
      name: "Whoever made it looks at it",
      when: { type: "moved_to", columnId: review.id },
      actions: [
        { type: "assign", user: "creator" },
        { type: "comment", text: "Ready for a look." },
      ],
    },
  });
}

function columnOf(board: BoardState, kind: ColumnKind): Column {
  const column = [...board.columns.values()].find((each) => each.kind === kind && each.archivedAt === null);
  if (!column) throw new DemoCannotRun(`The project “${board.project.name}” has no column for “${kind}” any more.`);
  return column;
}

function dayFromNow(days: number | undefined): string | null {
  return days === undefined ? null : new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

async function ask({ room }: Fill, action: BoardAction): Promise<void> {
  const outcome = await room.command(action);
  if (!outcome.ok) throw new DemoCannotRun(`The server refused “${action.type}”: ${outcome.message}`);
}
