import type { PastNode } from "../past/past-node.ts";

/** What became of something between two texts; `changed`: the same words, in another form (bold, a heading, ticked). */
export type Change = "inserted" | "deleted" | "changed";

/** A node of two texts held against each other: all that stands in either, each marked with what became of it. */
export interface MarkedNode extends Omit<PastNode, "content"> {
  content?: MarkedNode[];
  change?: Change;
}

/** Marks a node, and not what it holds. */
export function marked(node: PastNode, change: Change): MarkedNode {
  return { ...node, change };
}
