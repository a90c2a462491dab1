/** How long it takes from the press of a button until a page has decoded the first frame of another. */
import type { BrowserContext, Page } from "playwright-core";
import { z } from "zod";

/** Watches in each page that is opened from now on. It looks at frames for itself, whoever else shows them. */
export async function watchFirstFrame(context: BrowserContext): Promise<void> {
  await context.addInitScript(watch);
}

/** Presses the button and answers the ms until the first frame, by the page's own clock. */
export async function msToFirstFrame(page: Page, button: string): Promise<number> {
  await page.getByRole("button", { name: button, exact: true }).click();
  return z.number().parse(await page.evaluate("__firstFrame"));
}

/** Runs in the page before any of its scripts. */
function watch(): void {
  const first = Promise.withResolvers<number>();
  let pressed = Number.NaN;
  document.addEventListener("click", ({ timeStamp }) => (pressed = timeStamp), { capture: true });
  window.RTCPeerConnection = class extends window.RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener("track", ({ track }) => {
        if (track.kind !== "video") return;
        const video = document.createElement("video");
        video.muted = true;
        video.srcObject = new MediaStream([track]);
        video.requestVideoFrameCallback((now) => first.resolve(now - pressed));
        void video.play();
      });
    }
  };
  Object.assign(window, { __firstFrame: first.promise });
}
