import { Cell } from "../../../sdk/observed.ts";
import type { Subject } from "./subject.ts";

/** What of calls somebody is about to do, in a dialog of its own. */
export type Asked =
  | { name: "nothing" }
  /** A call that begins now. */
  | { name: "start" }
  /** A call to be planned, about something where it is asked from there. */
  | { name: "schedule"; subject: Subject | null }
  | { name: "edit"; call: string }
  | { name: "cancel"; call: string }
  /** The link for guests. */
  | { name: "link"; call: string };

/** What is asked now. */
export const asked = new Cell<Asked>({ name: "nothing" });

/** Asks for the time of a call, and whom it is for. */
export function askToSchedule(subject: Subject | null = null): void {
  asked.set({ name: "schedule", subject });
}
