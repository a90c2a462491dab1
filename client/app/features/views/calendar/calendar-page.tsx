import { createContext, use } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import type { Cell } from "../../../../sdk/observed.ts";

/** A task in the hand, and the day it would be due on; null for none. */
export interface Held {
  task: string;
  day: string | null;
  by: "pointer" | "keyboard";
}

/** What the parts of the calendar share. */
export interface CalendarPage {
  held: Cell<Held | null>;
  /** Has a task be due on a day, or on none. */
  setDue: (task: Task, day: string | null) => void;
  /** Makes the calendar show a day. */
  show: (day: string) => void;
}

export const CalendarContext = createContext<CalendarPage | null>(null);

/** What the parts of the calendar share. @throws Error outside of the calendar */
export function useCalendarPage(): CalendarPage {
  const page = use(CalendarContext);
  if (!page) throw new Error("no calendar is shown");
  return page;
}
