import { createContext, use } from "react";
import type { DropMarks } from "./drop-marks.ts";
import type { ListRow } from "./rows.ts";

/** The fields that are changed in the list itself. */
export type CellField = "status" | "priority" | "assignees" | "labels" | "due" | "estimate";

/** A field of a task that is being changed, and beside what. */
export interface Editing {
  task: string;
  field: CellField;
  anchor: HTMLElement;
}

/** What the rows of the list share. */
export interface ListPage {
  rows: readonly ListRow[];
  editing: Editing | null;
  edit: (editing: Editing | null) => void;
  /** Folds a group up, or unfolds it. */
  toggle: (group: string) => void;
  marks: DropMarks;
}

export const ListContext = createContext<ListPage | null>(null);

/** What the rows of the list share. @throws Error outside of the list */
export function useListPage(): ListPage {
  const page = use(ListContext);
  if (!page) throw new Error("no list is shown");
  return page;
}
