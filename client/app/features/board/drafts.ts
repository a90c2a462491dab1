import { readDraft, writeDraft } from "../../remembered/drafts.ts";

/** What was begun to be written for a column, kept in this tab over a reload or a new release. */

const nameOf = (project: string, column: string) => `new-task:${project}:${column}`;

/** What is kept; empty for nothing. */
export function draftOf(project: string, column: string): string {
  return readDraft(nameOf(project, column)) ?? "";
}

/** Keeps `text` from now on, or nothing when it is empty. */
export function keepDraft(project: string, column: string, text: string): void {
  writeDraft(nameOf(project, column), text);
}
