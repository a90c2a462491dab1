import { Cell, type Observed } from "../../../../sdk/observed.ts";

/*
 * A call in a window of its own above all others, where the browser has such (Document Picture-in-Picture). What it shows
 * is drawn into it by `mini-call.tsx`; closing it brings the call back.
 */

declare global {
  interface Window {
    /** Chromium's alone so far. */
    readonly documentPictureInPicture?: {
      requestWindow(options: { width: number; height: number }): Promise<Window>;
    };
  }
}

const SIZE = { width: 320, height: 260 };

const cell = new Cell<Window | null>(null);

/** The window of its own that the call is in; null for none. */
export const outsideWindow: Observed<Window | null> = cell;

/** Whether this browser has such windows, or at least such pictures. */
export function goesOutside(): boolean {
  return window.documentPictureInPicture !== undefined || showsPictureOutside();
}

/** Opens it; from within a click or a key press. Where the browser refuses it the call stays where it is. */
export async function goOutside(): Promise<void> {
  if (cell.value) return;
  if (!window.documentPictureInPicture) return showPictureOutside();
  const opened = await window.documentPictureInPicture.requestWindow(SIZE).catch(() => null);
  if (!opened) return;
  dress(opened.document);
  // Another one that was asked for meanwhile closes this one, and stays.
  opened.addEventListener("pagehide", () => (cell.value === opened ? cell.set(null) : undefined), { once: true });
  cell.set(opened);
}

/** Closes it, if it is open. */
export function comeBack(): void {
  cell.value?.close();
  cell.set(null);
  if (document.pictureInPictureElement) void document.exitPictureInPicture().catch(() => {});
}

/** Absent in some browsers; TypeScript takes it to be always there. */
function showsPictureOutside(): boolean {
  return "pictureInPictureEnabled" in document && document.pictureInPictureEnabled;
}

/** Browsers without windows of our own show one moving picture outside: the largest of the others that there is. */
async function showPictureOutside(): Promise<void> {
  const pictures = [...document.querySelectorAll<HTMLVideoElement>("video.call-picture:not([data-mirrored])")];
  const [largest] = pictures.toSorted((a, b) => b.clientWidth * b.clientHeight - a.clientWidth * a.clientHeight);
  await largest?.requestPictureInPicture().catch(() => null);
}

/** Gives a fresh document the looks of this one. */
function dress(fresh: Document): void {
  const { documentElement: here } = document;
  fresh.documentElement.lang = here.lang;
  fresh.documentElement.dir = here.dir;
  Object.assign(fresh.documentElement.dataset, { ...here.dataset });
  fresh.title = "Call · Ensemble";
  for (const style of document.querySelectorAll('link[rel="stylesheet"], style'))
    fresh.head.append(style.cloneNode(true));
}
