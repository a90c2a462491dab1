/** The fields of a task's page that keys and commands open. */
export type OpenedField = "status" | "assignees" | "labels" | "priority" | "due";

/** Opens the choice of a field, as a click on it would. */
export function openField(field: OpenedField): void {
  document.querySelector<HTMLElement>(`[data-task-field="${field}"]`)?.click();
}
