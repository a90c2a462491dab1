import { RoomError } from "../../../room/errors.ts";
import type { Stores } from "../../store/stores.ts";
import type { RuleAction, RuleWhen } from "../automation/protocol.ts";
import { MAX_RULES } from "../limits.ts";
import type { TaskSet } from "../tasks/protocol.ts";
import type { BoardWriting } from "../writing.ts";
import { assigneeFault, columnFault, fieldFault, labelFault } from "./faults.ts";
import type { PartKind } from "./kinds.ts";
import type { Rule } from "./protocol.ts";

/** A rule that is on names only what there is; one that is off may wait for what it names to be mended. */
export const RULE: PartKind<"rule"> = {
  noun: "rule",
  limit: MAX_RULES,
  make: ({ name, enabled, when, actions }, given) => ({ ...given, name, enabled: enabled ?? true, when, actions }),
  check(stores, project, rule) {
    if (!rule.enabled) return;
    const sight = { stores, project };
    const faults = [
      ...whenFaults(sight, rule.when),
      ...rule.actions.flatMap((action, index) => actionFaults(sight, action, `set.actions.${index}`)),
    ];
    if (faults.length > 0) throw new RoomError("invalid", "The rule names what is not there.", faults);
  },
};

/** Turns off the rules of a project that name a column, label, field or choice that goes. */
export function disableRulesNaming(writing: BoardWriting, project: string, id: string): void {
  for (const row of writing.stores.parts.of("rule", project)) {
    if (!row.part.enabled || !namesOf(row.part).has(id)) continue;
    writing.putPart({ ...row, part: { ...row.part, enabled: false } }, ["enabled"]);
  }
}

interface Sight {
  stores: Stores;
  project: string;
}

type Faults = { path: string; message: string }[];

function at(path: string, message: string | null): Faults {
  return message === null ? [] : [{ path, message }];
}

function whenFaults({ stores, project }: Sight, when: RuleWhen): Faults {
  switch (when.type) {
    case "created":
    case "due":
      return [];
    case "moved_to":
      return at("set.when.columnId", columnFault(stores, project, when.columnId));
    case "label_added":
      return at("set.when.labelId", labelFault(stores, project, when.labelId));
  }
}

function actionFaults(sight: Sight, action: RuleAction, path: string): Faults {
  const { stores, project } = sight;
  switch (action.type) {
    case "set":
      return setFaults(sight, action.set, `${path}.set`);
    case "move":
      return at(`${path}.columnId`, columnFault(stores, project, action.columnId));
    case "assign":
      return action.user === "creator" ? [] : at(`${path}.user`, assigneeFault(stores, project, action.user));
    case "comment":
      return [];
  }
}

/** What is taken away need not be there. */
function setFaults({ stores, project }: Sight, set: TaskSet, path: string): Faults {
  const { labels = [], addLabels = [], assignees = [], addAssignees = [], fields = {} } = set;
  const each = (name: string, items: readonly string[], fault: (item: string) => string | null) =>
    items.flatMap((item, index) => at(`${path}.${name}.${index}`, fault(item)));
  const ofLabel = (id: string) => labelFault(stores, project, id);
  const ofAssignee = (user: string) => assigneeFault(stores, project, user);
  return [
    ...each("labels", labels, ofLabel),
    ...each("addLabels", addLabels, ofLabel),
    ...each("assignees", assignees, ofAssignee),
    ...each("addAssignees", addAssignees, ofAssignee),
    ...Object.entries(fields).flatMap(([id, value]) =>
      value === null ? [] : at(`${path}.fields.${id}`, fieldFault(stores, project, id, value)),
    ),
  ];
}

/** All columns, labels, fields and values that a rule needs to do what it says. */
function namesOf({ when, actions }: Rule): Set<unknown> {
  return new Set([...Object.values(when), ...actions.flatMap(namesIn)]);
}

function namesIn(action: RuleAction): unknown[] {
  if (action.type === "move") return [action.columnId];
  if (action.type !== "set") return [];
  const { labels = [], addLabels = [], fields = {} } = action.set;
  return [...labels, ...addLabels, ...Object.entries(fields).flat()];
}
