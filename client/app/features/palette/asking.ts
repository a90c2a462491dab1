import { Cell } from "../../../sdk/observed.ts";
import type { Choice, Command, Question } from "../shortcuts/command.ts";

/** What the palette asks: what to do, or something that a command wants to know; and what had the focus before. */
export type Asking =
  | { name: "closed" }
  | { name: "commands"; from: Element | null }
  | { name: "question"; ask: () => Question; from: Element | null };

/** What the palette of this page asks now. */
export const asking = new Cell<Asking>({ name: "closed" });

/** Opens the palette. */
export function openPalette(): void {
  asking.set({ name: "commands", from: document.activeElement });
}

/** Does what is chosen, or opens the palette at what it asks. */
export function begin(deed: Command | Choice): void {
  if (deed.ask) asking.set({ name: "question", ask: deed.ask, from: document.activeElement });
  else deed.run();
}
