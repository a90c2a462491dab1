import { MAX_PART_NAME_LENGTH } from "../../../../durable-objects/workspace/board/limits.ts";
import type { Field, RuleAction, RuleWhen } from "../../../../durable-objects/workspace/board/protocol.ts";
import { PRIORITY_NAMES } from "../../words/board.ts";

/** How to call what a rule names by id; undefined for what is gone. */
export interface RuleNames {
  column: (id: string) => string | undefined;
  label: (id: string) => string | undefined;
  person: (user: string) => string | undefined;
  field: (id: string) => Field | undefined;
}

/** A rule as a sentence: `When a task comes into “Done”, it is assigned to whoever made it.` */
export function ruleInWords(
  { when, actions }: { when: RuleWhen; actions: readonly RuleAction[] },
  names: RuleNames,
): string {
  return `${whenInWords(when, names)}, ${inARow(actions.map((action) => actionInWords(action, names)))}.`;
}

/** What sets a rule off, as the first half of a sentence. */
export function whenInWords(when: RuleWhen, names: RuleNames): string {
  switch (when.type) {
    case "created":
      return "When a task is made";
    case "moved_to":
      return `When a task comes into ${quoted(names.column(when.columnId), "a column that is gone")}`;
    case "due":
      return "When a task’s due date comes";
    case "label_added":
      return `When a task gets the label ${quoted(names.label(when.labelId), "that is gone")}`;
  }
}

/** What to call a rule that nobody named, as no other is called: `When a task is made (2)`. */
export function freeRuleName(words: string, others: readonly { name: string }[]): string {
  const taken = new Set(others.map(({ name }) => folded(name)));
  for (let count = 1; ; count++) {
    const mark = count === 1 ? "" : ` (${count})`;
    const name = words.slice(0, MAX_PART_NAME_LENGTH - mark.length).trimEnd() + mark;
    if (!taken.has(folded(name))) return name;
  }
}

/** As the room compares names. */
function folded(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

/** What a rule does, as the second half of a sentence, of which the task is the subject. */
export function actionInWords(action: RuleAction, names: RuleNames): string {
  switch (action.type) {
    case "move":
      return `it goes to ${quoted(names.column(action.columnId), "a column that is gone")}`;
    case "assign":
      return `it is assigned to ${action.user === "creator" ? "whoever made it" : personOf(action.user, names)}`;
    case "comment":
      return `“${action.text}” is noted`;
    case "set":
      return inARow(setInWords(action.set, names));
  }
}

type RuleSet = Extract<RuleAction, { type: "set" }>["set"];

function setInWords(set: RuleSet, names: RuleNames): string[] {
  const labels = (ids: readonly string[]) =>
    ids.map((id) => quoted(names.label(id), "a label that is gone")).join(", ");
  const people = (users: readonly string[]) => users.map((user) => personOf(user, names)).join(", ");
  const day = (what: string, value: string | null) =>
    value === null ? `its ${what} is taken away` : `its ${what} becomes ${value}`;
  const told = [
    set.title === undefined ? null : `it is renamed “${set.title}”`,
    set.priority === undefined ? null : `its priority becomes ${PRIORITY_NAMES[set.priority].toLowerCase()}`,
    set.addLabels?.length ? `it gets ${labels(set.addLabels)}` : null,
    set.removeLabels?.length ? `it loses ${labels(set.removeLabels)}` : null,
    set.labels === undefined
      ? null
      : set.labels.length
        ? `its labels become ${labels(set.labels)}`
        : "it loses its labels",
    set.addAssignees?.length ? `it is assigned to ${people(set.addAssignees)}` : null,
    set.removeAssignees?.length ? `it is taken from ${people(set.removeAssignees)}` : null,
    set.assignees === undefined
      ? null
      : set.assignees.length
        ? `it is assigned to ${people(set.assignees)} alone`
        : "it is assigned to nobody any more",
    set.startDate === undefined ? null : day("start date", set.startDate),
    set.dueDate === undefined ? null : day("due date", set.dueDate),
    set.estimate === undefined
      ? null
      : set.estimate === null
        ? "its estimate is taken away"
        : `its estimate becomes ${set.estimate}`,
    set.checklist?.length ? "its checklist is changed" : null,
    set.parentId === undefined
      ? null
      : set.parentId === null
        ? "it becomes a task of its own"
        : "it becomes a sub-task",
    ...Object.entries(set.fields ?? {}).map(([id, value]) => fieldInWords(names.field(id), value)),
  ].filter((words) => words !== null);
  return told.length > 0 ? told : ["nothing is changed"];
}

function fieldInWords(field: Field | undefined, value: string | number | null): string {
  const name = field ? `“${field.name}”` : "a field that is gone";
  if (value === null) return `${name} is emptied`;
  const choice = field?.options.find(({ id }) => id === value);
  return `${name} becomes ${choice?.name ?? value}`;
}

function personOf(user: string, names: RuleNames): string {
  return names.person(user) ?? "a former member";
}

function quoted(name: string | undefined, gone: string): string {
  return name === undefined ? gone : `“${name}”`;
}

function inARow(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}
