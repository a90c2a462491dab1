import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { useObserved } from "../../../react/observed.ts";
import { wordsFor } from "../../words/problem.ts";
import type { Choice } from "../shortcuts/command.ts";
import { registry } from "../shortcuts/registry.ts";
import { type Finder, finders } from "./finders.ts";
import { commandsFor, type Section, sectionsOf } from "./ranking.ts";
import { recent } from "./recent.ts";
import { useSettled } from "./use-settled.ts";

/** Fewer letters than this find too much. */
const FEWEST = 2;

/** What the words in the palette's field find: commands, what is on this device, and soon what the server has. */
export function useFound(words: string): { sections: Section[]; note: string | null } {
  useObserved(registry.commands);
  const everyone = useObserved(finders);
  const lately = useObserved(recent);
  const wanted = useDeferredValue(words);
  const settled = useSettled(words);
  const asked = useQueries({
    queries: everyone.map((finder) => ({
      queryKey: ["found", finder.id, settled],
      queryFn: () => finder.ask?.(settled) ?? [],
      enabled: finder.ask !== undefined && settled.length >= FEWEST,
      placeholderData: keepPreviousData,
      // What was found leads to things that may be gone the next time.
      staleTime: 5_000,
      gcTime: 5_000,
      retry: false,
    })),
  });
  const commands = registry.available();
  if (wanted === "") return { sections: sectionsOf(commands, lately), note: null };
  const found = everyone.map((finder, index) => sectionOf(finder, wanted, asked[index]?.data ?? []));
  const failed = asked.find(({ error }) => error !== null)?.error;
  const searching = asked.some(({ isFetching }) => isFetching);
  const note = failed
    ? `Only what is on this device was searched. ${wordsFor(failed)}`
    : searching
      ? "Searching further…"
      : null;
  return { sections: [...commandsFor(wanted, commands), ...found.filter(({ choices }) => choices.length > 0)], note };
}

function sectionOf(finder: Finder, words: string, asked: readonly Choice[]): Section {
  const here = words.length >= FEWEST ? finder.find(words) : [];
  const known = new Set(here.map(({ id }) => id));
  return { id: finder.id, words: finder.words, choices: [...here, ...asked.filter(({ id }) => !known.has(id))] };
}
