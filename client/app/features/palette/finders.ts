import { useEffect, useRef } from "react";
import { Cell } from "../../../sdk/observed.ts";
import type { Choice } from "../shortcuts/command.ts";
import type { matching } from "./ranking.ts";

/** Finds things by words: tasks, pages, people. */
export interface Finder {
  id: string;
  /** What it finds, "Tasks"; several may find the same. */
  words: string;
  /** Finds among what is on this device, at once; the best first. `match` is how the palette chooses among its commands. */
  find: (words: string, match: typeof matching) => readonly Choice[];
  /** Finds among what the server has. What `find` found already is told once. */
  ask?: ((words: string) => Promise<readonly Choice[]>) | undefined;
}

/** Everyone on this page who finds something. */
export const finders = new Cell<readonly Finder[]>([]);

/** Lets the palette find things for as long as the component is there. How may change with every render. */
export function useFinder(finder: Finder): void {
  const latest = useRef(finder);
  useEffect(() => {
    latest.current = finder;
  });
  const { id, words } = finder;
  const asks = finder.ask !== undefined;
  useEffect(() => {
    const added: Finder = {
      id,
      words,
      find: (wanted, match) => latest.current.find(wanted, match),
      ask: asks ? async (wanted) => (await latest.current.ask?.(wanted)) ?? [] : undefined,
    };
    finders.set([...finders.value, added]);
    return () => finders.set(finders.value.filter((each) => each !== added));
  }, [id, words, asks]);
}
