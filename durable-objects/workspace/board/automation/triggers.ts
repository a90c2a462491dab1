/** What sets rules off. */
import type { Stores } from "../../store/stores.ts";
import type { Rule, Task } from "../protocol.ts";
import type { TouchedTask } from "../writing.ts";

/** A rule that is to act on a task. */
export interface SetOff {
  rule: Rule;
  task: string;
}

/** The rules that are on, of each project, read when they are first asked for. No rule changes while rules act. */
export class RuleBook {
  readonly #stores: Stores;
  readonly #byProject = new Map<string, Rule[]>();

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  of(project: string): Rule[] {
    const known = this.#byProject.get(project);
    if (known) return known;
    const rules = this.#stores.parts.of("rule", project).map(({ part }) => part);
    const on = rules.filter(isOn);
    this.#byProject.set(project, on);
    return on;
  }
}

/** Whether a rule may act: it is enabled, and not archived. */
export function isOn(rule: Rule): boolean {
  return rule.enabled && rule.archivedAt === null;
}

/** The rules that the changes of these tasks set off, task by task, in the rules' order. Archived tasks set off none. */
export function setOffBy(touched: Iterable<TouchedTask>, book: RuleBook): SetOff[] {
  const found: SetOff[] = [];
  for (const { before, after } of touched) {
    if (after.archivedAt !== null || !mayMatter(before, after)) continue;
    for (const rule of book.of(after.projectId)) {
      if (setsOff(rule, before, after)) found.push({ rule, task: after.id });
    }
  }
  return found;
}

/** False for the changes that no rule waits for, so that they do not even cost a look at the rules. */
function mayMatter(before: Task | null, after: Task): boolean {
  return before === null || before.columnId !== after.columnId || addedLabels(before, after).length > 0;
}

function setsOff({ when }: Rule, before: Task | null, after: Task): boolean {
  switch (when.type) {
    case "created":
      return before === null;
    case "moved_to":
      return after.columnId === when.columnId && before?.columnId !== when.columnId;
    case "label_added":
      return addedLabels(before, after).includes(when.labelId);
    case "due":
      // Dates begin by themselves; see `due.ts`.
      return false;
  }
}

function addedLabels(before: Task | null, after: Task): string[] {
  return after.labels.filter((label) => !before?.labels.includes(label));
}
