import { defaultFilter } from "cmdk";
import type { Choice, Command } from "../shortcuts/command.ts";
import { type CommandGroup, GROUPS } from "../shortcuts/groups.ts";

/** What the palette shows under one heading. */
export interface Section {
  id: string;
  words: string;
  choices: readonly (Choice | Command)[];
}

/** As many of those used lately as are told first. */
const LATELY = 4;

/** Every command under what it is about, those used lately before all. */
export function sectionsOf(commands: readonly Command[], recent: readonly string[]): Section[] {
  const offered = commands.filter(({ offered: where }) => where !== "keys");
  const known = new Map(offered.map((command) => [command.id, command]));
  const lately = recent.flatMap((id) => known.get(id) ?? []).slice(0, LATELY);
  const rest = offered.filter((command) => !lately.includes(command));
  const sections = groupsIn(rest).map((group) => sectionOf(group, rest));
  return lately.length > 0 ? [{ id: "lately", words: "Used lately", choices: lately }, ...sections] : sections;
}

/** The commands that `words` may mean, the best first, under what they are about. */
export function commandsFor(words: string, commands: readonly Command[]): Section[] {
  const found = matching(
    words,
    commands.filter(({ offered }) => offered !== "keys"),
  );
  const groups = [...new Set(found.map(({ group }) => group))];
  return groups.map((group) => sectionOf(group, found));
}

/** Those of `choices` that `words` may mean, the best first; all of them in their order for none. */
export function matching<Each extends Choice | Command>(words: string, choices: readonly Each[]): readonly Each[] {
  if (words === "") return choices;
  return choices
    .map((choice) => ({ choice, score: defaultFilter(choice.words, words, [...(choice.keywords ?? [])]) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ choice }) => choice);
}

function groupsIn(commands: readonly Command[]): CommandGroup[] {
  const used = new Set(commands.map(({ group }) => group));
  return [...used].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

const ORDER = Object.keys(GROUPS);

function sectionOf(group: CommandGroup, commands: readonly Command[]): Section {
  return { id: group, words: GROUPS[group], choices: commands.filter((command) => command.group === group) };
}
