import { type ImportField, PLAIN_FIELDS } from "../../../../durable-objects/workspace/board/exchange/protocol.ts";

/** What a column of a file may be taken for, in words. */
const FIELD_NAMES: Record<(typeof PLAIN_FIELDS)[number], string> = {
  title: "Title",
  description: "Description",
  column: "Column on the board",
  labels: "Labels",
  assignees: "Assignees",
  priority: "Priority",
  startDate: "Start date",
  dueDate: "Due date",
  estimate: "Estimate",
  checklist: "Checklist",
  parent: "Sub-task of",
  blocks: "Blocks",
  blocked_by: "Blocked by",
  relates: "Relates to",
  duplicates: "Duplicates",
  duplicated_by: "Duplicated by",
  archived: "Archived",
  externalId: "Id in the other program",
  alias: "Another name for it in this file",
};

/** Every choice there is for a column: a task's own fields, then the project's. */
export function fieldChoices(customFields: readonly { name: string }[]): { value: ImportField; name: string }[] {
  return [
    ...PLAIN_FIELDS.map((value) => ({ value, name: FIELD_NAMES[value] })),
    ...customFields.map(({ name }) => ({ value: `field:${name}`, name: `Field “${name}”` })),
  ];
}
