import { Priority, type Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { sharedBy } from "./bulk.ts";
import type { Bulk } from "./use-bulk.ts";

/** What all picked tasks have in common of each field, and what picking something for it does to all. */
export function bulkFields({ tasks, set, move }: Pick<Bulk, "tasks" | "set" | "move">) {
  const labels = new Set(sharedBy(tasks, "labels"));
  const assignees = new Set(sharedBy(tasks, "assignees"));
  const common = <Field extends keyof Task>(field: Field): Task[Field][] => {
    const values = new Set(tasks.map((task) => task[field]));
    return values.size === 1 ? [...values] : [];
  };
  return {
    column: common("columnId"),
    priority: common("priority"),
    due: common("dueDate")[0] ?? null,
    pickColumn: (id: string, name: string) => move(id, name),
    pickPriority: (id: string) => set({ priority: Priority.parse(id) }, "Priority set"),
    /** What all have is taken away from all; what some have, all have then. */
    pickLabel: (id: string) =>
      labels.has(id) ? set({ removeLabels: [id] }, "Label taken off") : set({ addLabels: [id] }, "Label put on"),
    pickAssignee: (user: string) =>
      assignees.has(user) ? set({ removeAssignees: [user] }, "Unassigned") : set({ addAssignees: [user] }, "Assigned"),
    pickDue: (day: string | null) => set({ dueDate: day }, day === null ? "Due date taken away" : "Due date set"),
  };
}
