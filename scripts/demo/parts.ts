/** What a demo's projects have besides tasks: labels, custom fields, saved views and rules. */
import type { BoardState } from "../../client/sdk/board/state.ts";
import type { BoardAction, Column, ColumnKind } from "../../durable-objects/workspace/board/protocol.ts";
import { DemoCannotRun } from "./cannot-run.ts";
import type { ProjectStory } from "./story.ts";

/** The id of a thing of a project's story; always the same. */
export type IdOf = (...path: string[]) => string;
/** Has the board do something. @throws DemoCannotRun when it will not */
export type Ask = (action: BoardAction) => Promise<void>;

/** Makes the labels, fields and views that are not there yet, and says how much may be under way. */
export async function makeParts(ask: Ask, board: BoardState, story: ProjectStory, id: IdOf): Promise<void> {
  const project = board.project.id;
  for (const [name, colour] of Object.entries(story.labels)) {
    if (board.labels.has(id("label", name))) continue;
    await ask({ type: "label.create", project, part: id("label", name), set: { name, colour } });
  }
  const colours = Object.values(story.labels);
  for (const field of story.fields) {
    if (board.fields.has(id("field", field.id))) continue;
    const options = (field.options ?? []).map((name, at) => {
      return { id: id("option", field.id, name), name, colour: colours[at] ?? story.colour };
    });
    const set = { name: field.name, type: field.type, options };
    await ask({ type: "field.create", project, part: id("field", field.id), set });
  }
  for (const { id: view, filter = {}, name, layout, groupBy = "none", sort = "order" } of story.views) {
    if (board.views.has(id("view", view))) continue;
    const wanted = {
      ...(filter.assignees && { assignees: [...filter.assignees] }),
      ...(filter.priorities && { priorities: [...filter.priorities] }),
    };
    const set = { name, layout, filter: wanted, groupBy, sort };
    await ask({ type: "view.create", project, part: id("view", view), set });
  }
  const doing = columnOf(board, "doing");
  await ask({ type: "column.update", part: doing.id, set: { wipLimit: story.wipLimit } });
}

/** Makes the project's rules; the last of them tells a later run that the project is whole. */
export async function makeRules(ask: Ask, board: BoardState, { labels }: ProjectStory, id: IdOf): Promise<void> {
  const make = (rule: string, set: Extract<BoardAction, { type: "rule.create" }>["set"]) =>
    ask({ type: "rule.create", project: board.project.id, part: id("rule", rule), set });
  await make("overdue", {
    name: "What is due presses",
    when: { type: "due" },
    actions: [{ type: "set", set: { priority: "urgent" } }],
  });
  if ("bug" in labels) {
    await make("bugs", {
      name: "Bugs go first",
      when: { type: "label_added", labelId: id("label", "bug") },
      actions: [
        { type: "set", set: { priority: "high" } },
        { type: "move", columnId: columnOf(board, "todo").id },
      ],
    });
  }
  await make(LAST_RULE, {
    name: "Whoever made it looks at it",
    when: { type: "moved_to", columnId: columnOf(board, "review").id },
    actions: [
      { type: "assign", user: "creator" },
      { type: "comment", text: "Ready for a look." },
    ],
  });
}

/** True once the last of a project's parts was made. */
export function isWhole(board: BoardState, id: IdOf): boolean {
  return board.rules.has(id("rule", LAST_RULE));
}

const LAST_RULE = "look";

/** The column of this kind. @throws DemoCannotRun when somebody took it away */
export function columnOf(board: BoardState, kind: ColumnKind): Column {
  const column = [...board.columns.values()].find((each) => each.kind === kind && each.archivedAt === null);
  if (!column) throw new DemoCannotRun(`The project “${board.project.name}” has no column for “${kind}” any more.`);
  return column;
}
