import { createContext, use } from "react";
import type {
  BoardAction,
  BoardPresence,
  Column,
  Label,
  Project,
  Task,
} from "../../../../durable-objects/workspace/board/protocol.ts";
import type { Observed } from "../../../sdk/observed.ts";
import type { taskAddress } from "./addresses.ts";
import type { Digest } from "./digest.ts";
import type { DragCell } from "./drag.ts";
import type { Marks } from "./marks.ts";

/**
 * What everything on a board's page shares. It changes seldom: what changes with every event is handed down card by
 * card, or watched where it is shown.
 */
export interface BoardPage {
  project: Project;
  /** In their order; archived ones left out. */
  columns: ReadonlyMap<string, Column>;
  labels: ReadonlyMap<string, Label>;
  people: ReadonlyMap<string, { user: string; name: string }>;
  /** The day it is here, as in `2026-11-21`. */
  today: string;
  mayWrite: boolean;
  drag: DragCell;
  marks: Observed<Marks>;
  /** What cards show that their own tasks do not say. */
  digest: Observed<Digest>;
  /** The page on which a task is open. */
  addressOf: (task: Pick<Task, "key">) => ReturnType<typeof taskAddress>;
  /** The tasks that were made here last. */
  made: Observed<readonly string[]>;
  /** Does something at once, on this page, and soon on the server; a refusal is told, with what can be done about it. */
  act: (action: BoardAction) => void;
  /** Does several things that are taken back as one, which is called `name`. */
  actTogether: (actions: readonly BoardAction[], name: string) => void;
  /** Tells the others where one types; null when one stops. */
  setTyping: (typing: NonNullable<BoardPresence["typing"]> | null) => void;
  /** Says something to whoever hears the page rather than sees it. */
  announce: (words: string) => void;
}

export const BoardPageContext = createContext<BoardPage | null>(null);

/** The board that is open. @throws Error outside of a project's page */
export function useBoardPage(): BoardPage {
  const page = use(BoardPageContext);
  if (!page) throw new Error("no board is open");
  return page;
}
