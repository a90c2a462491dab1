/** Why something cannot be named or set in a project, as a sentence; null when it can. */
import type { Stores } from "../../store/stores.ts";
import { Day } from "../scalars.ts";
import { isReader } from "../seeing.ts";
import type { FieldValue } from "../tasks/protocol.ts";
import type { Field } from "./protocol.ts";

/** Of a column that tasks are to come into. */
export function columnFault({ parts }: Stores, project: string, id: string): string | null {
  const column = parts.find("column", id);
  if (column?.project !== project) return "There is no such column in this project";
  return column.part.archivedAt === null ? null : "This column is archived";
}

/** Of a label that a task is to get. */
export function labelFault({ parts }: Stores, project: string, id: string): string | null {
  const label = parts.find("label", id);
  if (label?.project !== project) return "There is no such label in this project";
  return label.part.archivedAt === null ? null : "This label is archived";
}

/** Of a value of a custom field. */
export function fieldFault({ parts }: Stores, project: string, id: string, value: FieldValue): string | null {
  const field = parts.find("field", id);
  return field?.project === project ? valueFault(field.part, value) : "There is no such field in this project";
}

/** Of someone to whom a task is to be assigned. */
export function assigneeFault(stores: Stores, project: string, user: string): string | null {
  return isReader(stores, user, project) ? null : "This is nobody who may see this project";
}

function valueFault(field: Field, value: FieldValue): string | null {
  if (field.archivedAt !== null) return "This field is archived";
  switch (field.type) {
    case "text":
      return typeof value === "string" ? null : "This field holds a text";
    case "number":
      return typeof value === "number" ? null : "This field holds a number";
    case "date":
      return Day.safeParse(value).success ? null : "This field holds a day, such as 2026-11-21";
    case "select":
      return field.options.some(({ id }) => id === value) ? null : "This is none of the field's choices";
  }
}
