/** How a picture finds its place, and waits until all that is to be seen is there. */
import type { Page } from "playwright-core";

/** The id or key that something of the demo has. @throws Error when the demo has it no more */
export function known(names: ReadonlyMap<string, string>, name: string): string {
  const found = names.get(name);
  if (found === undefined) throw new Error(`The demo has no “${name}” any more.`);
  return found;
}

/** Waits for a heading. */
export function heading(name: string | RegExp) {
  return async (at: Page): Promise<void> => {
    await at.getByRole("heading", { name }).first().waitFor();
  };
}

/** Waits for a text anywhere on the page. */
export function named(words: string) {
  return async (at: Page): Promise<void> => {
    await at.getByText(words).first().waitFor();
  };
}
