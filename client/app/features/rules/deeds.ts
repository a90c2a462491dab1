import type { Priority, RuleAction } from "../../../../durable-objects/workspace/board/protocol.ts";

/**
 * What the editor offers a rule to do, one thing each. A rule that a program made may say more in one action; such a one
 * is kept as it is, as `other`.
 */
export type Deed =
  | { type: "move"; columnId: string }
  | { type: "assign"; user: string }
  | { type: "unassign" }
  | { type: "add_label"; labelId: string }
  | { type: "remove_label"; labelId: string }
  | { type: "priority"; priority: Priority }
  | { type: "clear_due" }
  | { type: "comment"; text: string }
  | { type: "other"; action: RuleAction };

export type DeedType = Exclude<Deed["type"], "other">;

export const DEED_NAMES: Record<DeedType, string> = {
  move: "Move it to",
  assign: "Assign it to",
  unassign: "Assign it to nobody",
  add_label: "Put on the label",
  remove_label: "Take off the label",
  priority: "Set its priority to",
  clear_due: "Take its due date away",
  comment: "Note in its activity",
};

/** The action that does a deed. */
export function actionOf(deed: Deed): RuleAction {
  switch (deed.type) {
    case "move":
      return { type: "move", columnId: deed.columnId };
    case "assign":
      return { type: "assign", user: deed.user };
    case "unassign":
      return { type: "set", set: { assignees: [] } };
    case "add_label":
      return { type: "set", set: { addLabels: [deed.labelId] } };
    case "remove_label":
      return { type: "set", set: { removeLabels: [deed.labelId] } };
    case "priority":
      return { type: "set", set: { priority: deed.priority } };
    case "clear_due":
      return { type: "set", set: { dueDate: null } };
    case "comment":
      return { type: "comment", text: deed.text };
    case "other":
      return deed.action;
  }
}

/** The deed that an action does. */
export function deedOf(action: RuleAction): Deed {
  switch (action.type) {
    case "move":
    case "assign":
    case "comment":
      return action;
    case "set":
      return setDeed(action.set) ?? { type: "other", action };
  }
}

function setDeed(set: Extract<RuleAction, { type: "set" }>["set"]): Deed | null {
  if (Object.values(set).filter((value) => value !== undefined).length !== 1) return null;
  if (set.assignees?.length === 0) return { type: "unassign" };
  const [added, removed] = [set.addLabels, set.removeLabels];
  if (added?.length === 1 && added[0] !== undefined) return { type: "add_label", labelId: added[0] };
  if (removed?.length === 1 && removed[0] !== undefined) return { type: "remove_label", labelId: removed[0] };
  if (set.priority !== undefined) return { type: "priority", priority: set.priority };
  if (set.dueDate === null) return { type: "clear_due" };
  return null;
}
