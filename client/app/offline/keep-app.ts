import { writes } from "../design/focus.ts";
import { isLoadingAhead } from "./loading-ahead.ts";
import { hasNewVersion, lookForNewVersion } from "./new-version.ts";

/** How often a page that is left open looks for a new version. Most hear of one by the connection it breaks. */
const LOOK_EVERY_MS = 30 * 60_000;
/** Where it is noted that this tab was reloaded for a part that was gone, and which. */
const RELOADED = "ensemble:reloaded-for";

/** Keeps the app on this device, and up to date. Once, when the page begins. */
export function keepApp(): void {
  // Vite serves the app in parts that change; there is nothing to keep.
  if (!import.meta.env.PROD) return;
  whenIdle(() => void keepOnDevice());
  setInterval(() => void lookForNewVersion(), LOOK_EVERY_MS);
  addEventListener("vite:preloadError", (event) => {
    if (!isLoadingAhead()) void reloadIfGone(event.payload.message);
  });
}

/** Browsers offer service workers over https and on this very machine; elsewhere the app needs the network. */
async function keepOnDevice(): Promise<void> {
  // It fails in private windows of some browsers, and while a new build is being put there; the next page tries again.
  await navigator.serviceWorker?.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
}

/**
 * A part of the app could not be loaded. Where the next page would have it, because a newer build is there or because the
 * device has kept it meanwhile, the page begins anew, once.
 */
async function reloadIfGone(part: string): Promise<void> {
  if (sessionStorage.getItem(RELOADED) === part) return;
  if (!(await isKeptForNextPage()) && !(await hasNewVersion())) return;
  await fieldLeft();
  sessionStorage.setItem(RELOADED, part);
  location.reload();
}

/** Waits until nobody writes in a field: the keys that follow would go to a page that is not there yet, or mean other things. */
async function fieldLeft(): Promise<void> {
  for (;;) {
    const { activeElement } = document;
    if (!activeElement || !writes(activeElement) || activeElement.closest("[data-opening]")) return;
    const left = Promise.withResolvers<void>();
    activeElement.addEventListener("blur", () => left.resolve(), { once: true });
    await left.promise;
    // It may be left for another.
    await new Promise(requestAnimationFrame);
  }
}

/** True when this page began before the device had the app, and the next would have it. */
async function isKeptForNextPage(): Promise<boolean> {
  const { serviceWorker } = navigator;
  if (!serviceWorker || serviceWorker.controller) return false;
  const registration = await serviceWorker.getRegistration();
  return Boolean(registration?.active);
}

/** Once the page is there and has nothing to do: what is kept for later must not slow down what is wanted now. */
function whenIdle(act: () => void): void {
  const idle = () => ("requestIdleCallback" in window ? requestIdleCallback(act, { timeout: 5_000 }) : setTimeout(act));
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
}
