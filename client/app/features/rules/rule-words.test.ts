import { expect, it } from "vitest";
import { freeRuleName, ruleInWords } from "./rule-words.ts";

const names = {
  column: (id: string) => (id === "done" ? "Done" : undefined),
  label: (id: string) => ({ bug: "Bug", ui: "UI" })[id],
  person: (user: string) => (user === "ada" ? "Ada" : undefined),
  field: (id: string) =>
    id === "size"
      ? {
          id,
          name: "Size",
          type: "select" as const,
          options: [{ id: "l", name: "Large", colour: "#000000" }],
          order: "a",
          archivedAt: null,
          createdAt: 0,
          createdBy: null,
        }
      : undefined,
};

it("says a rule as one sentence", () => {
  const words = ruleInWords(
    {
      when: { type: "moved_to", columnId: "done" },
      actions: [
        { type: "set", set: { priority: "none", addLabels: ["bug", "ui"], fields: { size: "l" } } },
        { type: "assign", user: "creator" },
        { type: "comment", text: "Well done" },
      ],
    },
    names,
  );
  expect(words).toBe(
    "When a task comes into “Done”, its priority becomes no priority, it gets “Bug”, “UI” and “Size” becomes Large, it is assigned to whoever made it and “Well done” is noted.",
  );
});

it("says of what is gone that it is", () => {
  const words = ruleInWords(
    {
      when: { type: "label_added", labelId: "x" },
      actions: [
        { type: "move", columnId: "y" },
        { type: "assign", user: "z" },
        { type: "set", set: { fields: { w: null }, assignees: [] } },
      ],
    },
    names,
  );
  expect(words).toBe(
    "When a task gets the label that is gone, it goes to a column that is gone, it is assigned to a former member and it is assigned to nobody any more and a field that is gone is emptied.",
  );
});

it("calls a rule that nobody named as no other is called, in any case, and no longer than a name may be", () => {
  const named = (...all: string[]) => all.map((name) => ({ name }));
  expect(freeRuleName("When a task is made", [])).toBe("When a task is made");
  expect(freeRuleName("When a task is made", named("when a TASK is made"))).toBe("When a task is made (2)");
  expect(freeRuleName("When it is", named("When it is", "When it is (2)"))).toBe("When it is (3)");
  const long = "x".repeat(300);
  const cut = freeRuleName(long, []);
  expect(freeRuleName(long, named(cut))).toHaveLength(cut.length);
});
