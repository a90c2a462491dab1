/** Statements that write many rows at once. The rows are one bound value, so their number is not bound by D1's 100. */
import { getTableColumns } from "drizzle-orm";
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from "drizzle-orm/sqlite-core";

/** Rows in one statement. */
const ROWS_AT_ONCE = 200;
/** JSON of the rows of one statement, in UTF-16 units; D1 takes 2 MB, and a unit may be 3 bytes. */
const LENGTH_AT_ONCE = 500_000;

/** Rows in pieces that one statement may have. A row that is too long for any is a piece by itself. */
export function inPieces<Row>(rows: readonly Row[]): Row[][] {
  const pieces: Row[][] = [];
  let length = 0;
  for (const row of rows) {
    const its = JSON.stringify(row).length;
    const last = pieces.at(-1);
    if (last && last.length < ROWS_AT_ONCE && length + its <= LENGTH_AT_ONCE) {
      last.push(row);
      length += its;
    } else {
      pieces.push([row]);
      length = its;
    }
  }
  return pieces;
}

/** Writes rows; those that are there already are replaced, unless what is there has the same or a later `revision`. */
export function putNewer<Table extends SQLiteTable>(
  d1: D1Database,
  table: Table,
  rows: readonly Table["$inferInsert"][],
): D1PreparedStatement {
  const { name } = getTableConfig(table);
  return put(d1, table, rows, `WHERE excluded.revision > "${name}".revision`);
}

/** Writes rows, whatever is there under their keys. */
export function overwrite<Table extends SQLiteTable>(
  d1: D1Database,
  table: Table,
  rows: readonly Table["$inferInsert"][],
): D1PreparedStatement {
  return put(d1, table, rows, "");
}

/** A statement's text that reads the rows of `table` out of the JSON bound as `?1`, each by the columns' names. */
function put<Table extends SQLiteTable>(
  d1: D1Database,
  table: Table,
  rows: readonly Table["$inferInsert"][],
  unless: string,
): D1PreparedStatement {
  const { name } = getTableConfig(table);
  const columns = Object.entries(getTableColumns(table));
  const key = keyOf(table);
  const names = columns.map(([, column]) => `"${column.name}"`);
  const values = columns.map((_, index) => `value ->> ${index}`);
  const rest = names.filter((column) => !key.includes(column));
  // Without a WHERE of its own, a SELECT's end would be read as a join's ON.
  const text = `INSERT INTO "${name}" (${names.join(", ")}) SELECT ${values.join(", ")} FROM json_each(?1) WHERE TRUE
    ON CONFLICT (${key.join(", ")}) DO UPDATE SET ${rest.map((column) => `${column} = excluded.${column}`).join(", ")} ${unless}`;
  return d1.prepare(text).bind(JSON.stringify(rows.map((row) => stored(row, columns))));
}

/** A row's values in the order of `columns`, as they are at rest. */
function stored(row: object, columns: readonly (readonly [string, SQLiteColumn])[]): unknown[] {
  return columns.map(([property, column]) => {
    const value: unknown = Reflect.get(row, property) ?? null;
    return value === null ? null : column.mapToDriverValue(value);
  });
}

/** The quoted names of the columns of a table's primary key. */
function keyOf(table: SQLiteTable): string[] {
  const { columns, primaryKeys } = getTableConfig(table);
  const composite = primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
  const single = columns.filter((column) => column.primary).map((column) => column.name);
  return [...composite, ...single].map((name) => `"${name}"`);
}
