/** Photographs pages, small enough to be kept in a repository. */
import { writeFile } from "node:fs/promises";
import type { BrowserContextOptions, Page } from "playwright-core";
import { settled } from "../../test/browser/settled.ts";

/** How each page is seen. */
export const VARIANTS = {
  light: { viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "light", hasTouch: true, isMobile: true },
} as const satisfies Record<string, BrowserContextOptions>;
export type Variant = keyof typeof VARIANTS;

/** Sharp to the eye; the lossless picture would be four times as large. */
const QUALITY = 88;

/** Writes what the page shows as WebP. */
export async function photograph(page: Page, path: string): Promise<number> {
  await stand(page);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  await session.detach();
  const picture = Buffer.from(data, "base64");
  await writeFile(path, picture);
  return picture.byteLength;
}

/** Waits until nothing loads or moves, and no caret blinks. */
async function stand(page: Page): Promise<void> {
  await page.addStyleTag({ content: "* { caret-color: transparent !important }" }).catch(() => {});
  await settled(page);
}
