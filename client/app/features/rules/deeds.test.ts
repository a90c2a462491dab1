import { expect, it } from "vitest";
import type { RuleAction } from "../../../../durable-objects/workspace/board/protocol.ts";
import { actionOf, deedOf } from "./deeds.ts";

const ACTIONS: RuleAction[] = [
  { type: "move", columnId: "c" },
  { type: "assign", user: "creator" },
  { type: "comment", text: "Hello" },
  { type: "set", set: { assignees: [] } },
  { type: "set", set: { addLabels: ["l"] } },
  { type: "set", set: { removeLabels: ["l"] } },
  { type: "set", set: { priority: "high" } },
  { type: "set", set: { dueDate: null } },
  { type: "set", set: { dueDate: "2026-11-21", addLabels: ["a", "b"], fields: { f: 1 } } },
];

it.each(ACTIONS)("keeps an action as it is through the editor: %j", (action) => {
  expect(actionOf(deedOf(action))).toEqual(action);
});

it("leaves alone what it has no words to choose", () => {
  expect(deedOf({ type: "set", set: { priority: "high", dueDate: null } }).type).toBe("other");
  expect(deedOf({ type: "set", set: { addLabels: ["a", "b"] } }).type).toBe("other");
});
