import { Cell, type Observed } from "../../sdk/observed.ts";
import { entryOf, thisBuild } from "./build.ts";

const ready = new Cell(false);
let looking = false;

/** True once the server has another build of the app than this page. */
export const newVersion: Observed<boolean> = ready;

/** Asks the server which build it has. */
export async function lookForNewVersion(): Promise<void> {
  if (ready.value || looking) return;
  looking = true;
  if (await hasNewVersion()) ready.set(true);
  looking = false;
}

/** Asks the server whether it has another build of the app than this page; no when it cannot be asked. */
export async function hasNewVersion(): Promise<boolean> {
  try {
    const answer = await fetch("/", { cache: "no-store" });
    if (!answer.ok) return false;
    const entry = entryOf(new DOMParser().parseFromString(await answer.text(), "text/html"));
    return entry !== null && entry !== thisBuild();
  } catch {
    return false;
  }
}
