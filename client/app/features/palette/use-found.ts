import { useQueries } from "@tanstack/react-query";
import { useNetworked } from "../../../react/connection.ts";
import { useObserved } from "../../../react/observed.ts";
import { useSettled } from "../../queries/use-settled.ts";
import { wordsFor } from "../../words/problem.ts";
import type { Choice } from "../shortcuts/command.ts";
import { registry } from "../shortcuts/registry.ts";
import { type Finder, finders } from "./finders.ts";
import { commandsFor, matching, type Section, sectionsOf } from "./ranking.ts";
import { recent } from "./recent.ts";

/** Whoever writes a task's key means that task. */
const TASK_KEY = /^[a-z][a-z0-9]*-\d+$/i;
/** Fewer letters than this find too much. */
const FEWEST = 2;

/** What the words in the palette's field find: commands, what is on this device, and soon what the server has. */
export function useFound(words: string): { sections: Section[]; note: string | null } {
  useObserved(registry.commands);
  const everyone = useObserved(finders);
  const lately = useObserved(recent);
  const settled = useSettled(words);
  const networked = useNetworked();
  const asked = useQueries({
    queries: everyone.map((finder) => ({
      queryKey: ["found", finder.id, settled],
      queryFn: () => finder.ask?.(settled) ?? [],
      enabled: networked && finder.ask !== undefined && settled.length >= FEWEST,
      // What was found leads to things that may be gone the next time.
      staleTime: 5_000,
      gcTime: 5_000,
      retry: false,
    })),
  });
  const commands = registry.available();
  if (words === "") return { sections: sectionsOf(commands, lately), note: null };
  const found = sectionsFound(
    words,
    everyone,
    asked.map(({ data }) => data ?? []),
  );
  const failed = asked.find(({ error }) => error !== null)?.error;
  const searching = asked.some(({ isFetching }) => isFetching);
  const named = commandsFor(words, commands);
  return {
    sections: TASK_KEY.test(words) ? [...found, ...named] : [...named, ...found],
    note: noteOn({ networked, failed, searching }),
  };
}

/** What there is to say of a search besides what it found. */
function noteOn({ networked, failed, searching }: { networked: boolean; failed: unknown; searching: boolean }) {
  if (!networked) return "Only what is on this device is searched: there is no network.";
  if (failed) return `Only what is on this device was searched. ${wordsFor(failed)}`;
  return searching ? "Searching further…" : null;
}

/** What everyone found, under what it is: first what is here. Several may find tasks, and each is told once. */
function sectionsFound(words: string, everyone: readonly Finder[], asked: readonly (readonly Choice[])[]): Section[] {
  const sections = new Map<string, Map<string, Choice>>();
  const add = (kind: string, choices: readonly Choice[]) => {
    const section = sections.get(kind) ?? new Map<string, Choice>();
    sections.set(kind, section);
    for (const choice of choices) if (!section.has(choice.id)) section.set(choice.id, choice);
  };
  for (const finder of everyone) add(finder.words, words.length >= FEWEST ? finder.find(words, matching) : []);
  for (const [index, finder] of everyone.entries()) add(finder.words, asked[index] ?? []);
  return [...sections]
    .filter(([, found]) => found.size > 0)
    .map(([kind, found]) => ({ id: kind, words: kind, choices: [...found.values()] }));
}
