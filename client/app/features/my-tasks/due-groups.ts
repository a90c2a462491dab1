import { dayAfter } from "../../words/dates.ts";

/** When something is due, seen from today, and in the order in which it presses. */
export const DUE_GROUPS = {
  overdue: "Overdue",
  today: "Today",
  week: "In the next seven days",
  later: "Later",
  none: "No due date",
} as const;

export type DueGroup = keyof typeof DUE_GROUPS;

/** Puts tasks under when they are due; groups without any are left out. */
export function dueGroups<Task extends { dueDate: string | null }>(
  tasks: readonly Task[],
  today: string,
): { group: DueGroup; tasks: readonly Task[] }[] {
  const weekEnd = dayAfter(today, 7);
  const groupOf = ({ dueDate }: Task): DueGroup => {
    if (dueDate === null) return "none";
    if (dueDate < today) return "overdue";
    if (dueDate === today) return "today";
    return dueDate <= weekEnd ? "week" : "later";
  };
  return ORDER.map((group) => ({ group, tasks: tasks.filter((task) => groupOf(task) === group) })).filter(
    ({ tasks: some }) => some.length > 0,
  );
}

const ORDER: readonly DueGroup[] = ["overdue", "today", "week", "later", "none"];
