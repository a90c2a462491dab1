/** A workspace's audit log as a file: CSV for a spreadsheet, or JSON. */
import Papa from "papaparse";
import { guardCell } from "../../durable-objects/workspace/board/exchange/csv/cells.ts";
import type { AuditRow } from "./reading.ts";

/** Rows asked for at once. */
export const ROWS_AT_ONCE = 500;

/** Spreadsheets know by it that the file is UTF-8. */
const BYTE_ORDER_MARK = "\ufeff";
const HEADER = ["Time", "Person", "Person ID", "Act", "Target", "Target ID", "Details", "Entry ID"];

/** Rows as CSV, page by page. No cell runs as a formula. */
export async function* auditCsv(pages: AsyncIterable<AuditRow[]>): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${linesOf([HEADER])}`;
  for await (const rows of pages) if (rows.length > 0) yield linesOf(rows.map(cellsOf));
}

/** Rows as one JSON document, page by page. */
export async function* auditJson(
  head: { workspace: { id: string; name: string }; exportedAt: number; filter: object },
  pages: AsyncIterable<AuditRow[]>,
): AsyncGenerator<string> {
  const start = JSON.stringify(head);
  yield `${start.slice(0, -1)},"entries":[`;
  let first = true;
  for await (const rows of pages) {
    for (const { position: _, ...entry } of rows) {
      yield `${first ? "\n" : ",\n"}${JSON.stringify(entry)}`;
      first = false;
    }
  }
  yield "\n]}\n";
}

function cellsOf({ id, at, by, act, target, detail, names }: AuditRow): string[] {
  const named = (who: string | null) => (who === null ? "" : (names[who] ?? ""));
  const more = Object.keys(detail).length > 0 ? JSON.stringify(detail) : "";
  return [new Date(at).toISOString(), named(by), by ?? "", act, named(target), target ?? "", more, id];
}

function linesOf(rows: readonly (readonly string[])[]): string {
  return `${Papa.unparse(
    rows.map((cells) => cells.map(guardCell)),
    { newline: "\r\n" },
  )}\r\n`;
}
