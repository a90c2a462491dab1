import type { ColumnKind, Priority, RelationType } from "../../../durable-objects/workspace/board/protocol.ts";

export const PRIORITY_NAMES: Record<Priority, string> = {
  urgent: "Urgent",
  high: "High",
  medium: "Medium",
  low: "Low",
  none: "No priority",
};

/** What being in a column of a kind means, for a choice between them. */
export const KIND_NAMES: Record<ColumnKind, string> = {
  backlog: "Backlog: not planned yet",
  todo: "To do: planned",
  doing: "Doing: worked on",
  review: "Review: waits for a look",
  done: "Done: finished",
  cancelled: "Cancelled: given up",
};

/** How a task stands to another, said from its own side. */
export const RELATION_NAMES: Record<RelationType, string> = {
  blocks: "Blocks",
  blocked_by: "Blocked by",
  relates: "Relates to",
  duplicates: "Duplicates",
  duplicated_by: "Duplicated by",
};

/** The same within a sentence: it … the other. */
export const RELATION_VERBS: Record<RelationType, string> = {
  blocks: "blocks",
  blocked_by: "is blocked by",
  relates: "relates to",
  duplicates: "duplicates",
  duplicated_by: "is duplicated by",
};
