/** An {@link AuditFilter} as SQL: the same for the workspace's own rows and for D1's, whose columns have the same names. */
import type { AuditFilter } from "./protocol.ts";

export interface Condition {
  sql: string;
  /** One for each `?`, in their order. */
  values: (string | number)[];
}

const IS_NAMED = "IN (SELECT value FROM json_each(?))";
const HOLDS_TEXT = `(instr(act, ?) > 0 OR "by" ${IS_NAMED} OR target ${IS_NAMED} OR EXISTS (
  SELECT 1 FROM json_tree(detail)
  WHERE atom IS NOT NULL AND (atom ${IS_NAMED} OR instr(atom, ?) > 0 OR instr(lower(atom), ?) > 0)
))`;

/** The condition of a filter. `named` are the ids of whoever and whatever has the filter's text in their name. */
export function conditionOf({ by, act, from, to, text }: AuditFilter, named: readonly string[]): Condition {
  const parts: Condition[] = [];
  const add = (sql: string, ...values: (string | number)[]) => parts.push({ sql, values });
  if (by !== undefined) add('"by" = ?', by);
  if (act !== undefined) add("act = ?", act);
  if (from !== undefined) add("at >= ?", from);
  if (to !== undefined) add("at < ?", to);
  if (text !== undefined) {
    const [ids, lower] = [JSON.stringify(named), text.toLowerCase()];
    // SQLite lowers ASCII alone; what else there is must be written as it is.
    add(HOLDS_TEXT, lower, ids, ids, ids, text, lower);
  }
  return {
    sql: parts.map(({ sql }) => sql).join(" AND ") || "TRUE",
    values: parts.flatMap(({ values }) => values),
  };
}
