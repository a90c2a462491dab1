/** From the cells of a CSV to rows that the room can take over. */
import { TEXT_LIMITS } from "../../../../doc/limits.ts";
import { fingerprint } from "../../../../room/fingerprint.ts";
import {
  MAX_ASSIGNEES,
  MAX_CHECK_ITEM_LENGTH,
  MAX_CHECK_ITEMS,
  MAX_FIELD_TEXT_LENGTH,
  MAX_PART_NAME_LENGTH,
  MAX_TASK_LABELS,
  MAX_TITLE_LENGTH,
} from "../../limits.ts";
import type { ImportRow, ReferenceField } from "../handover.ts";
import { REFERENCE_FIELDS } from "../handover.ts";
import { MAX_NAMES_IN_CELL } from "../limits.ts";
import type { DateOrder, ImportField, RowNote } from "../protocol.ts";
import { readCell, readChecklist, readList } from "./cells.ts";
import { readDay } from "./dates.ts";
import { CellFault } from "./fault.ts";
import { gathers, type PlannedField } from "./plan.ts";
import type { Csv, CsvRow } from "./read.ts";
import { readEstimate, readPriority, readYes } from "./values.ts";

/** What a row says of other tasks, still by their names. */
export interface NamedReferences {
  row: number;
  fields: Partial<Record<ReferenceField, { names: string[]; mark: string }>>;
}

/** All that was read of a CSV. */
export interface ReadRows {
  rows: ImportRow[];
  references: NamedReferences[];
  /** Descriptions as Markdown, by row. */
  texts: Map<number, string>;
  /** Whether a row's task is to be archived, where that is said. */
  archivals: { row: number; archived: boolean; mark: string }[];
  /** The row that others mean by a name: its external id or its alias. */
  rowOf: Map<string, number>;
  errors: RowNote[];
  /** Rows left out as a whole. */
  failed: number;
}

const MAX_EXTERNAL_ID_LENGTH = 500;
/** Enough of a fingerprint to tell a changed value from the one before. */
const MARK_LENGTH = 16;
/** The mark of a row whose task is to be archived; that of one whose is not is empty. */
const ARCHIVED = "archived";

const isReference = (field: ImportField): field is ReferenceField =>
  REFERENCE_FIELDS.some((reference) => reference === field);

/** Reads every row as `plan` says; what cannot be read is told in `errors`, and the rest is read all the same. */
export function readRows(csv: Csv, plan: readonly PlannedField[], dates: DateOrder): ReadRows {
  const read: ReadRows = {
    rows: [],
    references: [],
    texts: new Map(),
    archivals: [],
    rowOf: new Map(),
    errors: [],
    failed: 0,
  };
  const seen = new Map<string, number>();
  for (const source of csv.rows) {
    try {
      const { row, references, text, archived, aliases } = readRow(source, plan, dates, read.errors);
      demandNew(row, seen, source);
      read.rows.push(row);
      if (Object.keys(references).length > 0) read.references.push({ row: row.row, fields: references });
      if (text !== undefined) read.texts.set(row.row, text);
      if (archived !== undefined) read.archivals.push({ row: row.row, archived, mark: archived ? ARCHIVED : "" });
      for (const name of [...aliases, ...(row.externalId === undefined ? [] : [row.externalId])]) {
        read.rowOf.set(name, row.row);
      }
    } catch (cause) {
      if (!(cause instanceof CellFault)) throw cause;
      read.failed += 1;
      read.errors.push({ row: source.row, message: cause.message });
    }
  }
  return read;
}

/** Gives a row without an external id its key: what all its cells say, and the how-manieth such row it is. */
function demandNew(row: ImportRow, seen: Map<string, number>, { cells }: CsvRow): void {
  if (row.externalId === undefined) {
    const print = fingerprint(JSON.stringify(cells));
    const times = seen.get(print) ?? 0;
    seen.set(print, times + 1);
    row.key = `row:${print}:${times}`;
    return;
  }
  const before = seen.get(row.externalId);
  if (before !== undefined) throw new CellFault(`Row ${before} has the same external id`);
  seen.set(row.externalId, row.row);
}

interface OneRow {
  row: ImportRow;
  references: NamedReferences["fields"];
  text?: string;
  archived?: boolean;
  aliases: string[];
}

function readRow(source: CsvRow, plan: readonly PlannedField[], dates: DateOrder, errors: RowNote[]): OneRow {
  if (source.fault !== null) throw new CellFault(source.fault);
  const one: OneRow = { row: { row: source.row, key: "", marks: {} }, references: {}, aliases: [] };
  for (const { field, cell, header } of cellsOf(source, plan)) {
    try {
      const mark = takeCell(one, field, cell, dates);
      if (mark !== null) one.row.marks[field] = mark;
    } catch (cause) {
      if (!(cause instanceof CellFault)) throw cause;
      // Without its title or its id, a row is not what it says.
      if (field === "title" || field === "externalId") throw new CellFault(`“${header}”: ${cause.message}`);
      errors.push({ row: source.row, column: header, message: cause.message });
    }
  }
  return one;
}

/** One cell for each planned field: those of several columns together, or the first that says anything. */
function* cellsOf({ cells }: CsvRow, plan: readonly PlannedField[]) {
  const together = new Map<ImportField, { field: ImportField; header: string; cell: string }>();
  for (const { field, header, columns } of plan) {
    const filled = columns.map((column) => readCell(cells[column] ?? "").toWellFormed()).filter((cell) => cell.trim());
    const cell = gathers(field) ? filled.join("\n") : (filled[0] ?? "");
    const before = together.get(field);
    if (!before) together.set(field, { field, header, cell });
    else before.cell = [before.cell, cell].filter(Boolean).join("\n");
  }
  yield* together.values();
}

/**
 * Puts what a cell says where it belongs, and answers the mark of it; null where the mark is kept elsewhere, or none.
 * @throws CellFault
 */
function takeCell(one: OneRow, field: ImportField, cell: string, dates: DateOrder): string | null {
  const { row } = one;
  const text = cell.trim();
  if (isReference(field)) {
    const names = field === "parent" ? [text].filter(Boolean) : limited(readList(cell), MAX_NAMES_IN_CELL);
    one.references[field] = { names, mark: markOf(names) };
    return null;
  }
  switch (field) {
    case "title":
      if (!text) throw new CellFault("It has no title");
      row.title = short(text, MAX_TITLE_LENGTH);
      return markOf(text);
    case "description":
      return takeText(one, cell);
    case "column":
      if (text) row.column = short(text, MAX_PART_NAME_LENGTH);
      return markOf(text);
    case "labels":
      row.labels = limited(readList(cell), MAX_TASK_LABELS).map((name) => short(name, MAX_PART_NAME_LENGTH));
      return markOf(row.labels);
    case "assignees":
      row.assignees = limited(readList(cell), MAX_ASSIGNEES);
      return markOf(row.assignees);
    case "priority":
      row.priority = readPriority(text);
      return markOf(row.priority);
    case "startDate":
    case "dueDate":
      row[field] = text ? readDay(text, dates) : null;
      return markOf(row[field]);
    case "estimate":
      row.estimate = text ? readEstimate(text) : null;
      return markOf(row.estimate);
    case "checklist":
      row.checklist = limited(readChecklist(cell), MAX_CHECK_ITEMS).map(({ text: item, done }) => ({
        text: short(item, MAX_CHECK_ITEM_LENGTH),
        done,
      }));
      return markOf(row.checklist);
    case "archived":
      one.archived = readYes(text);
      return null;
    case "externalId":
      if (text) row.externalId = row.key = short(text, MAX_EXTERNAL_ID_LENGTH);
      return null;
    case "alias":
      one.aliases = readList(cell);
      return null;
    default:
      row.fields = { ...row.fields, [field.slice("field:".length)]: short(text, MAX_FIELD_TEXT_LENGTH) };
      return markOf(text);
  }
}

function takeText(one: OneRow, cell: string): string {
  if (!cell.trim()) return "";
  if (new TextEncoder().encode(cell).length > TEXT_LIMITS.markdownBytes) {
    throw new CellFault(`A description may be at most ${TEXT_LIMITS.markdownBytes} bytes`);
  }
  one.text = cell;
  one.row.described = true;
  return markOf(cell);
}

function markOf(value: string | number | null | readonly unknown[]): string {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return "";
  return fingerprint(JSON.stringify(value)).slice(0, MARK_LENGTH);
}

function short(text: string, limit: number): string {
  if (text.length > limit) throw new CellFault(`It may have at most ${limit} characters`);
  return text;
}

function limited<Item>(items: Item[], limit: number): Item[] {
  if (items.length > limit) throw new CellFault(`It may have at most ${limit} entries`);
  return items;
}
