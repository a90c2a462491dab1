/** What was begun to be written for a column, kept in this tab over a reload or a new release. */

const nameOf = (project: string, column: string) => `ensemble:new-task:${project}:${column}`;

/** What is kept; empty for nothing. */
export function draftOf(project: string, column: string): string {
  try {
    return sessionStorage.getItem(nameOf(project, column)) ?? "";
  } catch {
    // A browser may forbid it; then what is written lasts as long as the page.
    return "";
  }
}

/** Keeps `text` from now on, or nothing when it is empty. */
export function keepDraft(project: string, column: string, text: string): void {
  try {
    if (text === "") sessionStorage.removeItem(nameOf(project, column));
    else sessionStorage.setItem(nameOf(project, column), text);
  } catch {
    // As above, and when there is no room left.
  }
}
