/** Reads the text of a CSV into rows of cells. */
import Papa from "papaparse";
import { RoomError } from "../../../../room/errors.ts";
import { MAX_CSV_BYTES, MAX_CSV_COLUMNS, MAX_CSV_ROWS } from "../limits.ts";
import { DELIMITERS, Delimiter } from "../protocol.ts";

export interface CsvRow {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  /** As many as the header has; those that the row lacks are empty. */
  cells: string[];
  /** Why it cannot be trusted, if it cannot. */
  fault: string | null;
}

export interface Csv {
  delimiter: Delimiter;
  header: string[];
  rows: CsvRow[];
}

/** A file cut off within a quoted cell, or with quotes where none may be, reads as rows that never were. */
const BROKEN_QUOTES = "The quotes of this row do not close";

/**
 * Reads a CSV: with or without a byte order mark, with any line ends, its delimiter found out unless given. Rows of
 * nothing but blanks are passed over.
 * @throws RoomError `too_large`, `invalid` for a text without a header and a row
 */
export function readCsv(text: string, delimiter?: Delimiter): Csv {
  if (new TextEncoder().encode(text).length > MAX_CSV_BYTES) {
    throw new RoomError("too_large", `A CSV may be at most ${MAX_CSV_BYTES} bytes; split it.`);
  }
  const { data, errors, meta } = Papa.parse<string[]>(text, {
    ...(delimiter === undefined ? {} : { delimiter }),
    delimitersToGuess: [...DELIMITERS],
  });
  const broken = new Set(errors.filter(({ type }) => type === "Quotes").map(({ row }) => row));
  const start = data.findIndex(isFilled);
  const header = trimmedEnd(data[start] ?? []).map((name) => name.trim());
  const rows = data
    .map((cells, index) => ({ cells, row: index + 1, broken: broken.has(index) }))
    .filter(({ cells, row }) => row > start + 1 && isFilled(cells));
  demandShape(header, rows.length, broken.has(start));
  return {
    delimiter: Delimiter.parse(meta.delimiter),
    header,
    rows: rows.map(({ cells, row, broken }) => ({
      row,
      cells: header.map((_, index) => cells[index] ?? ""),
      fault: broken ? BROKEN_QUOTES : surplusOf(cells, header),
    })),
  };
}

function demandShape(header: readonly string[], rows: number, headerBroken: boolean): void {
  if (header.length === 0 || rows === 0) throw new RoomError("invalid", "The CSV needs a header and at least one row.");
  if (headerBroken) throw new RoomError("invalid", "The quotes of the CSV's header do not close.");
  if (header.length > MAX_CSV_COLUMNS || rows > MAX_CSV_ROWS) {
    throw new RoomError(
      "too_large",
      `A CSV may have at most ${MAX_CSV_COLUMNS} columns and ${MAX_CSV_ROWS} rows; split it.`,
    );
  }
}

function surplusOf(cells: readonly string[], header: readonly string[]): string | null {
  return cells.slice(header.length).some((cell) => cell.trim() !== "") ? "It has more cells than the header" : null;
}

function isFilled(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== "");
}

/** Spreadsheets like to end the header with empty columns. */
function trimmedEnd(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== "") + 1);
}
