import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";

/** Between two cards of a lane, in px. */
export const CARD_GAP = 8;

/** What a card takes whatever is in it: its edges and the line with its key. */
const FRAME = 44;
const LINE = 20;
/** Longer titles are cut off. */
const MOST_LINES = 5;
const FACTS = 26;
/** Letters in a line of a title, about. */
const LETTERS = 32;

/** About how high a card will be, in px with the gap below; known better once it is drawn. */
export function heightGuessed({ title, labels, priority, dueDate, estimate, checklist }: Task): number {
  const lines = Math.min(MOST_LINES, Math.max(1, Math.ceil(title.length / LETTERS)));
  const facts = labels.length + checklist.length > 0 || priority !== "none" || dueDate || estimate;
  return FRAME + lines * LINE + (facts ? FACTS : 0) + CARD_GAP;
}
