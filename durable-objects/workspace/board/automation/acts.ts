/** What rules do. */
import { RoomError } from "../../../room/errors.ts";
import type { Change } from "../../change.ts";
import type { BoardEventType, Rule, Task } from "../protocol.ts";
import { moveTask } from "../tasks/moving.ts";
import { columnFor, notThere } from "../tasks/placing.ts";
import type { TaskRow } from "../tasks/store.ts";
import { updateTask } from "../tasks/updating.ts";
import { BoardWriting } from "../writing.ts";
import type { RuleAction } from "./protocol.ts";
import type { SetOff } from "./triggers.ts";

/**
 * Does all that a rule says to one task, as an act of the rule's own, and tells it in one event. Answers what was written,
 * or null when nothing could be done: the task is gone, or something of it was refused, which is told then.
 */
export function actByRule(change: Change, { rule, task }: SetOff): BoardWriting | null {
  const row = change.stores.tasks.find(task);
  if (!row || row.task.archivedAt !== null) return null;
  const writing = new BoardWriting(change, { user: null, rule: rule.id });
  try {
    change.attempt(() => {
      for (const action of rule.actions) act(writing, task, action);
    });
  } catch (cause) {
    if (!(cause instanceof RoomError)) throw cause;
    refuse(change, { rule, task }, reasonOf(cause));
    return null;
  }
  const comment = commentOf(rule);
  writing.say(row.task.projectId, eventOf(rule), "neighbour.changed", {
    about: [task],
    ...(comment === "" ? {} : { comment }),
  });
  return writing;
}

/** Tells a task's history why a rule did nothing to it. */
export function refuse(change: Change, { rule, task }: SetOff, why: string): void {
  const project = change.stores.tasks.find(task)?.task.projectId;
  if (project === undefined) return;
  const writing = new BoardWriting(change, { user: null, rule: rule.id });
  writing.say(project, "task.rule_refused", "neighbour.changed", { about: [task], comment: why });
}

/** @throws RoomError when it cannot be done */
function act(writing: BoardWriting, id: string, action: RuleAction): void {
  const row = writing.stores.tasks.find(id);
  if (!row) throw new RoomError("not_found", "The task is gone.");
  switch (action.type) {
    case "set":
      updateTask(writing, row, action.set);
      return;
    case "assign":
      updateTask(writing, row, { addAssignees: [assigneeOf(row.task, action.user)] });
      return;
    case "move":
      moveToEnd(writing, row, action.columnId);
      return;
    case "comment":
      // Said with the event.
      return;
  }
}

function assigneeOf(task: Task, user: string): string {
  if (user !== "creator") return user;
  if (task.createdBy !== null) return task.createdBy;
  throw new RoomError("conflict", "Nobody made this task who it could be given to.");
}

/** A task that is in the column already stays at its place. @throws RoomError when it may not come into it */
function moveToEnd(writing: BoardWriting, row: TaskRow, columnId: string): void {
  if (row.task.columnId === columnId) return;
  const column = columnFor(writing.stores, columnId);
  // Rules move tasks within their own project.
  if (column.project !== row.task.projectId) throw notThere();
  moveTask(writing, row, column);
}

/** What is wrong, in words; where several things are, all of them. */
function reasonOf({ message, errors = [] }: RoomError): string {
  return errors.length > 0 ? errors.map((each) => `${each.message}.`).join(" ") : message;
}

function eventOf({ actions }: Rule): BoardEventType {
  if (actions.some(({ type }) => type === "move")) return "task.moved";
  return actions.every(({ type }) => type === "comment") ? "task.commented" : "task.updated";
}

function commentOf({ actions }: Rule): string {
  return actions.flatMap((action) => (action.type === "comment" ? [action.text] : [])).join("\n");
}
