import { Ban, CalendarClock, Columns3, type LucideIcon, OctagonAlert, Tag, UserRound } from "lucide-react";
import type { PickerOption } from "../../design/picker.tsx";
import { type Choices, SOMEBODY, withGone } from "../fields/choices.tsx";
import { type FilterName, Look, toggled } from "./search.ts";

/** One kind of filter: what it is called, what it offers, and how a look changes when one of that is picked. */
export interface FilterKind {
  name: FilterName;
  title: string;
  icon: LucideIcon;
  choice: "one" | "several";
  options: (choices: Choices, look: Look) => readonly PickerOption[];
  chosen: (look: Look) => readonly string[];
  picked: (look: Look, id: string) => Partial<Look>;
  cleared: Partial<Look>;
}

const DUE: readonly PickerOption[] = [
  { id: "overdue", name: "Overdue" },
  { id: "today", name: "Due today" },
  { id: "week", name: "Due within 7 days" },
  { id: "none", name: "Without a due date" },
];

const BLOCKED: readonly PickerOption[] = [
  { id: "yes", name: "Blocked" },
  { id: "no", name: "Not blocked" },
];

/** The kinds of filter that are picked from a list. Words are typed. */
export const FILTER_KINDS: readonly FilterKind[] = [
  {
    name: "assignee",
    title: "Assignee",
    icon: UserRound,
    choice: "several",
    options: ({ people }, { assignee }) => withGone([...SOMEBODY, ...people], assignee, "A former member"),
    chosen: ({ assignee }) => assignee,
    picked: ({ assignee }, id) => ({ assignee: toggled(assignee, id) }),
    cleared: { assignee: [] },
  },
  {
    name: "label",
    title: "Label",
    icon: Tag,
    choice: "several",
    options: ({ labels }, { label }) => withGone(labels, label, "A label that is gone"),
    chosen: ({ label }) => label,
    picked: ({ label }, id) => ({ label: toggled(label, id) }),
    cleared: { label: [] },
  },
  {
    name: "priority",
    title: "Priority",
    icon: OctagonAlert,
    choice: "several",
    options: ({ priorities }) => priorities,
    chosen: ({ priority }) => priority,
    picked: ({ priority }, id) => ({ priority: Look.shape.priority.parse(toggled(priority, id)) }),
    cleared: { priority: [] },
  },
  {
    name: "column",
    title: "Status",
    icon: Columns3,
    choice: "several",
    options: ({ columns }, { column }) => withGone(columns, column, "A column that is gone"),
    chosen: ({ column }) => column,
    picked: ({ column }, id) => ({ column: toggled(column, id) }),
    cleared: { column: [] },
  },
  {
    name: "due",
    title: "Due",
    icon: CalendarClock,
    choice: "one",
    options: () => DUE,
    chosen: ({ due }) => [due],
    picked: ({ due }, id) => ({ due: due === id ? "any" : Look.shape.due.parse(id) }),
    cleared: { due: "any" },
  },
  {
    name: "blocked",
    title: "Blocked",
    icon: Ban,
    choice: "one",
    options: () => BLOCKED,
    chosen: ({ blocked }) => [blocked],
    picked: ({ blocked }, id) => ({ blocked: blocked === id ? "any" : Look.shape.blocked.parse(id) }),
    cleared: { blocked: "any" },
  },
];
