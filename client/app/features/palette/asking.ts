import { Cell } from "../../../sdk/observed.ts";
import type { Choice, Command, Question } from "../shortcuts/command.ts";

/** What the palette asks: what to do, or something that a command wants to know. */
export type Asking = { name: "closed" } | { name: "commands" } | { name: "question"; ask: () => Question };

/** What the palette of this page asks now. */
export const asking = new Cell<Asking>({ name: "closed" });

/** Opens the palette. */
export function openPalette(): void {
  asking.set({ name: "commands" });
}

/** Does what is chosen, or opens the palette at what it asks. */
export function begin(deed: Command | Choice): void {
  if (deed.ask) asking.set({ name: "question", ask: deed.ask });
  else deed.run();
}
