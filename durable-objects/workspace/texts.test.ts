import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { VersionName } from "../doc/versions/protocol.ts";
import { RuleAction } from "./board/automation/protocol.ts";
import { MAX_PART_NAME_LENGTH } from "./board/limits.ts";
import { TaskFilter } from "./board/parts/protocol.ts";
import { PartName } from "./board/scalars.ts";
import { CheckItemChange, FieldValue, TaskSet } from "./board/tasks/protocol.ts";
import { NewPage, NewWorkspace, WorkspaceAction } from "./protocol.ts";

/** Every way in of a text that someone types, as what is sent there with `text` in it. */
const WAYS_IN: [string, z.ZodType, (text: string) => unknown][] = [
  ["the name of a workspace", NewWorkspace, (name) => ({ name })],
  ["its new name", WorkspaceAction, (name) => ({ type: "workspace.rename", name })],
  ["the title of a page", NewPage, (title) => ({ title })],
  ["its new title", WorkspaceAction, (title) => ({ type: "page.rename", page: "p", title })],
  ["the name of a version", VersionName, (name) => name],
  ["the name of a project's part", PartName, (name) => name],
  ["the title of a task", TaskSet, (title) => ({ title })],
  ["an entry of a checklist", CheckItemChange, (text) => ({ id: "i", text })],
  ["the text of a field", FieldValue, (text) => text],
  ["what a view looks for", TaskFilter, (text) => ({ text })],
  ["what a rule writes", RuleAction, (text) => ({ type: "comment", text })],
];

describe("text that people type", () => {
  it.each(WAYS_IN)("%s is the same in UTF-8 as in the room", (_, schema, sent) => {
    const cut = "\u{1f600}".slice(0, 1);
    // As JSON, which escapes halves: a report could not carry one.
    expect(JSON.stringify(schema.parse(sent(`a${cut}b`)))).toBe(JSON.stringify(sent("a\ufffdb")));
    expect(schema.parse(sent("a\u{1f600}b"))).toEqual(sent("a\u{1f600}b"));
  });

  it("is well-formed, without space around it, and otherwise what was typed, whatever that was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: MAX_PART_NAME_LENGTH }), fc.nat(), (typed, at) => {
        // Cut anywhere, also within a pair.
        const text = typed.slice(at % (typed.length + 1));
        const read = PartName.safeParse(text);
        expect(read.success).toBe(text.trim() !== "" && text.trim().length <= MAX_PART_NAME_LENGTH);
        if (read.success) expect(JSON.stringify(read.data)).toBe(JSON.stringify(text.trim().toWellFormed()));
      }),
    );
  });
});
