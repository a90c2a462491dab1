import { useEffect, useRef } from "react";
import type { Command } from "./command.ts";
import type { CommandGroup } from "./groups.ts";
import { registry } from "./registry.ts";

/**
 * Offers a command in the palette, and by its keys, for as long as the component is there. What it does may change with
 * every render.
 */
export function useCommand(command: Command): void {
  const latest = useRef(command);
  useEffect(() => {
    latest.current = command;
    if (command.ask) registry.askAnew();
  });
  const { id, words, group, icon, keys, offered, writing } = command;
  const keywords = command.keywords?.join("\n");
  const asks = command.ask !== undefined;
  useEffect(() => {
    const named = { id, words, group, icon, keys, offered, writing, keywords: keywords?.split("\n") };
    const now = { when: () => latest.current.when?.() ?? true, leading: latest.current.leading };
    return registry.add(
      asks
        ? { ...named, ...now, ask: () => latest.current.ask?.() ?? { words, choices: [] } }
        : { ...named, ...now, run: () => latest.current.run?.() },
    );
  }, [id, words, group, icon, keys, offered, writing, keywords, asks]);
}

/** The same for as many as there are of something, such as projects to go to. Keep the list stable (`useMemo`). */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => registry.add(...commands), [commands]);
}

interface Shortcut {
  /** `c`, `mod+z`, `g b`; see `keys.ts`. */
  keys: string;
  /** What it is about; the sheet of keys tells it under this. */
  scope: CommandGroup;
  words: string;
  run: () => unknown;
  /** Leaves the keys to others while it answers false. */
  when?: (() => boolean) | undefined;
  /** `keys` for what only makes sense under the fingers, as a step to the next card; the palette leaves that out. */
  offered?: "palette" | "keys" | undefined;
}

/** Lets keys do something for as long as the component is there. */
export function useShortcut({ keys, scope, words, run, when, offered }: Shortcut): void {
  useCommand({ id: `${scope}:${words}`, group: scope, words, keys, run, when, offered });
}
