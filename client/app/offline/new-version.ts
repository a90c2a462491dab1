import { Cell, type Observed } from "../../sdk/observed.ts";
import { BUILD, entryOf } from "./build.ts";

/** Looked no more often than this: whatever makes us look may come many times at once. */
const LOOK_EVERY_MS = 60_000;

const ready = new Cell(false);
// This page itself was just had from the server.
let lookedAt = Date.now();

/** True once the server has another build of the app than this page. */
export const newVersion: Observed<boolean> = ready;

/** Asks the server which build it has, unless it was asked just now. */
export async function lookForNewVersion(): Promise<void> {
  if (ready.value || Date.now() - lookedAt < LOOK_EVERY_MS) return;
  lookedAt = Date.now();
  if (await hasNewVersion()) ready.set(true);
}

/** Asks the server whether it has another build of the app than this page; no when it cannot be asked. */
export async function hasNewVersion(): Promise<boolean> {
  try {
    const answer = await fetch("/", { cache: "no-store" });
    if (!answer.ok) return false;
    const entry = entryOf(new DOMParser().parseFromString(await answer.text(), "text/html"));
    return entry !== null && entry !== BUILD;
  } catch {
    return false;
  }
}
