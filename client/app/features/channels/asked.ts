import { Cell } from "../../../sdk/observed.ts";

/** A part of what is told of a conversation. */
export type DetailsPart = "about" | "members" | "settings";

/** What of conversations somebody is about to do, in a dialog of its own. */
export type Asked =
  | { name: "nothing" }
  /** A channel or a private conversation to be made. */
  | { name: "new channel" }
  /** A message to one or several people. */
  | { name: "new message" }
  | { name: "details"; conversation: string; part: DetailsPart }
  /** Whether to leave one that one cannot come back to by oneself. */
  | { name: "leave"; conversation: string };

/** What is asked now. */
export const asked = new Cell<Asked>({ name: "nothing" });

/** Opens what there is to know of a conversation, and to set. */
export function openDetails(conversation: string, part: DetailsPart = "about"): void {
  asked.set({ name: "details", conversation, part });
}
