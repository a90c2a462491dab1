import { Priority, type Task, type TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { sharedBy } from "./bulk.ts";

/** What all of some tasks have in common of each field, and what picking something for it does to all. */
export function bulkFields(tasks: readonly Task[], set: (fields: TaskSet, what: string) => void) {
  const labels = sharedBy(tasks, "labels");
  const assignees = sharedBy(tasks, "assignees");
  const common = <Field extends keyof Task>(field: Field): Task[Field][] => {
    const values = new Set(tasks.map((task) => task[field]));
    return values.size === 1 ? [...values] : [];
  };
  return {
    labels,
    assignees,
    column: common("columnId"),
    priority: common("priority"),
    due: common("dueDate")[0] ?? null,
    pickPriority: (id: string) => set({ priority: Priority.parse(id) }, "Priority set"),
    /** What all have is taken away from all; what some have, all have then. */
    pickLabel: (id: string) =>
      labels.includes(id) ? set({ removeLabels: [id] }, "Label taken off") : set({ addLabels: [id] }, "Label put on"),
    pickAssignee: (user: string) =>
      assignees.includes(user)
        ? set({ removeAssignees: [user] }, "Unassigned")
        : set({ addAssignees: [user] }, "Assigned"),
    pickDue: (day: string | null) => set({ dueDate: day }, day === null ? "Due date taken away" : "Due date set"),
  };
}
