import { describe, expect, it } from "vitest";
import type { Command } from "../shortcuts/command.ts";
import type { CommandGroup } from "../shortcuts/groups.ts";
import { commandsFor, matching, sectionsOf } from "./ranking.ts";

const command = (words: string, group: CommandGroup, more: Partial<Pick<Command, "keywords" | "offered">> = {}) => ({
  id: words,
  words,
  group,
  run: () => {},
  ...more,
});

const commands: Command[] = [
  command("Sign out", "you"),
  command("Assign to…", "task", { keywords: ["owner", "person"] }),
  command("New task", "create"),
  command("Next card", "board", { offered: "keys" }),
  command("New page", "create"),
];

const told = (sections: ReturnType<typeof sectionsOf>) =>
  sections.map(({ words, choices }) => [words, ...choices.map((choice) => choice.words)]);

describe("what the palette tells", () => {
  it("stands under what it is about, from near to far", () => {
    expect(told(sectionsOf(commands, []))).toEqual([
      ["This task", "Assign to…"],
      ["Make", "New task", "New page"],
      ["You", "Sign out"],
    ]);
  });

  it("begins with what was used lately and can be done now", () => {
    expect(told(sectionsOf(commands, ["New page", "gone", "Next card", "Sign out"]))).toEqual([
      ["Used lately", "New page", "Sign out"],
      ["This task", "Assign to…"],
      ["Make", "New task"],
    ]);
  });

  it("is found by its words and by others for it, the best first", () => {
    expect(told(commandsFor("new p", commands))).toEqual([["Make", "New page"]]);
    expect(told(commandsFor("owner", commands))).toEqual([["This task", "Assign to…"]]);
    expect(told(commandsFor("next", commands))).toEqual([]);
    expect(matching("page", commands).map(({ words }) => words)).toEqual(["New page"]);
  });
});
