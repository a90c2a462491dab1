/** What a mapping says is to be read of a CSV. */
import { RoomError } from "../../../../room/errors.ts";
import { RELATIONS } from "../../tasks/protocol.ts";
import type { ImportField, ImportMapping } from "../protocol.ts";

/** A field, and the columns of the CSV it is read from: several where a header is there several times. */
export interface PlannedField {
  field: ImportField;
  header: string;
  columns: number[];
}

/** Fields that take what several columns say together; of the others the first cell that says anything counts. */
const GATHERING: ReadonlySet<string> = new Set<ImportField>([
  "labels",
  "assignees",
  "checklist",
  "alias",
  ...RELATIONS,
]);

/** Whether the columns of a field add up; else the first that says anything counts. */
export function gathers(field: ImportField): boolean {
  return GATHERING.has(field);
}

/**
 * The fields to read, in the order of the mapping.
 * @throws RoomError `invalid` for a column that is not there, two columns for one field, or nothing to know a task by
 */
export function planOf(header: readonly string[], mapping: ImportMapping): PlannedField[] {
  const plan: PlannedField[] = [];
  const errors: { path: string; message: string }[] = [];
  const taken = new Map<ImportField, string>();
  for (const [name, field] of Object.entries(mapping)) {
    const columns = header.flatMap((other, index) => (other === name.trim() ? [index] : []));
    const other = taken.get(field);
    if (columns.length === 0) errors.push({ path: `mapping.${name}`, message: "The CSV has no such column" });
    else if (other !== undefined && !gathers(field)) {
      errors.push({ path: `mapping.${name}`, message: `The column ${other} is taken for this field already` });
    }
    taken.set(field, name);
    plan.push({ field, header: name, columns });
  }
  if (!taken.has("title") && !taken.has("externalId")) {
    errors.push({ path: "mapping", message: "Say which column is the title" });
  }
  if (errors.length > 0) throw new RoomError("invalid", "This mapping does not fit the CSV.", errors);
  return plan;
}
