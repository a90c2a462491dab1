/** What a page's frames were like while something went on in it. */
import type { Page } from "playwright-core";
import { z } from "zod";

const Recorded = z.object({
  /** ms from each frame to the next. */
  deltas: z.array(z.number()),
  /** Long animation frames: how long each was, in ms. */
  long: z.array(z.number()),
  /** Layout shifts that no input explains. */
  shift: z.number(),
});

export interface Frames {
  perSecond: number;
  /** The frame that 95 of 100 are quicker than, in ms. */
  p95Ms: number;
  /** Frames that took longer than 50 ms. */
  long: number;
  shift: number;
}

/** Records frames in `page` while `act` goes on. */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(record);
  await act();
  const { deltas, long, shift } = Recorded.parse(await page.evaluate("__frames.stop()"));
  const sorted = deltas.toSorted((a, b) => a - b);
  const total = deltas.reduce((sum, each) => sum + each, 0);
  return {
    perSecond: (deltas.length / total) * 1000,
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    long: long.length,
    shift,
  };
}

/** Runs in the page. */
function record(): void {
  const deltas: number[] = [];
  const long: number[] = [];
  let shift = 0;
  let last = performance.now();
  let running = true;
  const tick = (now: number) => {
    deltas.push(now - last);
    last = now;
    if (running) requestAnimationFrame(tick);
  };
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(tick);
  });
  const watch = (type: string, seen: (entry: PerformanceEntry) => void) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(seen));
    observer.observe({ type });
    return () => {
      observer.takeRecords().forEach(seen);
      observer.disconnect();
    };
  };
  const stops = [
    watch("long-animation-frame", ({ duration }) => long.push(duration)),
    watch("layout-shift", (entry) => {
      const { value, hadRecentInput } = entry.toJSON();
      if (!hadRecentInput) shift += value;
    }),
  ];
  const stop = () => {
    running = false;
    for (const each of stops) each();
    return { deltas, long, shift };
  };
  Object.assign(globalThis, { __frames: { stop } });
}

/** Scrolls the longest column at a steady pace, down and up again, a step each frame. */
export function scrollLongest(page: Page, frames: number): Promise<void> {
  return page.evaluate(async (count) => {
    const reach = (element: Element) => element.scrollHeight - element.clientHeight;
    const scrolls = [...document.querySelectorAll("*")].filter((element) => {
      return /auto|scroll/.test(getComputedStyle(element).overflowY) && reach(element) > 1_000;
    });
    const longest = scrolls.toSorted((a, b) => reach(b) - reach(a))[0];
    if (!longest) throw new Error("nothing on this page scrolls");
    for (let frame = 0; frame < count; frame++) {
      longest.scrollTop += frame < count / 2 ? 80 : -80;
      await new Promise(requestAnimationFrame);
    }
  }, frames);
}

/** Drags the first card that is in sight over the columns, to and fro, and lets it go where it was. */
export async function dragAbout(page: Page, card: string, steps: number): Promise<void> {
  const box = await page.locator(card).first().boundingBox();
  if (!box) throw new Error("no card is in sight");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  // What drags is loaded at the first sign of a pointer.
  await page.locator('[draggable="true"]').first().waitFor();
  await page.mouse.down();
  await page.mouse.move(x + 12, y + 12, { steps: 3 });
  for (let step = 0; step < steps; step++) {
    const way = Math.sin((step / steps) * Math.PI * 2);
    await page.mouse.move(x + 350 + 350 * way, y + 150 + 100 * Math.cos((step / steps) * Math.PI * 4));
  }
  await page.keyboard.press("Escape");
  await page.mouse.up();
}
