/** How soon what one does is to be seen. */
import type { Page } from "playwright-core";
import { z } from "zod";

const Seen = z.object({ frames: z.number(), ms: z.number() });
export type Seen = z.infer<typeof Seen>;

/**
 * Writes a task into the first column with its own form, and answers in which frame after the key it was in the page: 0
 * is the one that the key itself caused.
 */
export async function writeTask(page: Page, title: string): Promise<Seen> {
  const open = page.getByRole("button", { name: /^Add a task to / }).first();
  const field = page.getByRole("textbox", { name: /^Title of the new task/ });
  if ((await field.count()) === 0) await open.click();
  await field.fill(title);
  const seen = page.evaluate(seeing, title);
  await field.press("Enter");
  return Seen.parse(await seen);
}

/** Runs in the page: counts frames from the next Enter until a card with this title is there. */
function seeing(title: string): Promise<{ frames: number; ms: number }> {
  const there = () => [...document.querySelectorAll("a, p, span, h3")].some((each) => each.textContent === title);
  return new Promise((resolve) => {
    addEventListener(
      "keydown",
      (event) => {
        let frames = 0;
        const look = () => {
          if (there()) resolve({ frames, ms: performance.now() - event.timeStamp });
          else {
            frames++;
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
  });
}
