import { z } from "zod";
import type { Role } from "../../../../durable-objects/room/protocol.ts";
import { remembered } from "../../remembered/remembered.ts";

/** Whom and what a hint is for. */
interface Situation {
  role: Role;
  /** How many belong to the workspace. */
  members: number;
  /** Whether there is a project to make tasks in. */
  projects: number;
  /** How whoever looks points: hints about keys are of no use to fingers. */
  pointer: "fine" | "coarse";
}

export interface Hint {
  id: "invite" | "palette" | "new-task" | "keys";
  words: string;
  /** Keys that do what it says, as `Kbd` takes them. */
  keys?: string | undefined;
  /** What its button says, where there is somewhere to go. */
  action?: string | undefined;
  fits: (situation: Situation) => boolean;
}

/** In the order in which they help. */
const HINTS: readonly Hint[] = [
  {
    id: "palette",
    words: "Find a task, or do anything by its name.",
    keys: "mod+k",
    fits: ({ pointer }) => pointer === "fine",
  },
  {
    id: "invite",
    words: "Boards are livelier together.",
    action: "Invite somebody",
    fits: ({ role, members }) => (role === "owner" || role === "admin") && members === 1,
  },
  {
    id: "new-task",
    words: "Make a task from anywhere.",
    keys: "c",
    fits: ({ role, projects, pointer }) => pointer === "fine" && role !== "viewer" && projects > 0,
  },
  { id: "keys", words: "See what all the keys do.", keys: "?", fits: ({ pointer }) => pointer === "fine" },
];

/** Hints that were dismissed, or whose advice was taken. */
export const hintsDone = remembered("hints.done", z.array(z.string()), []);

/** The one hint to show, or null when none is of use. */
export function hintFor(situation: Situation, done: readonly string[]): Hint | null {
  return HINTS.find(({ id, fits }) => !done.includes(id) && fits(situation)) ?? null;
}

/** Never shows a hint again. */
export function finishHint(id: Hint["id"]): void {
  if (!hintsDone.value.includes(id)) hintsDone.set([...hintsDone.value, id]);
}
