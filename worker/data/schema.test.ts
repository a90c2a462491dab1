import { env } from "cloudflare:workers";
import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as schema from "./schema.ts";

const Column = z.object({ name: z.string(), type: z.string(), notnull: z.number(), pk: z.number() });

const tables = Object.values(schema).filter((value) => is(value, SQLiteTable));

describe("the tables", () => {
  it("P9.10 are described to the code just as the migrations make them", async () => {
    for (const table of tables) {
      const { name, columns, primaryKeys } = getTableConfig(table);
      const { results } = await env.DB.prepare('SELECT name, type, "notnull", pk FROM pragma_table_info(?)')
        .bind(name)
        .all();
      const made = results
        .map((row) => Column.parse(row))
        .map(({ notnull, pk, ...column }) => ({
          ...column,
          required: notnull === 1 || pk > 0,
          key: pk > 0,
        }));
      const keys = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
      const described = columns.map((column) => ({
        name: column.name,
        type: column.getSQLType().toUpperCase(),
        required: column.notNull || column.primary || keys.has(column.name),
        key: column.primary || keys.has(column.name),
      }));
      const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
      expect(made.sort(byName), name).toEqual(described.sort(byName));
    }
  });

  it("P9.10 are all described", async () => {
    const { results } = await env.DB.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' AND name <> 'd1_migrations'",
    ).all();
    expect(results.map(({ name }) => name).sort()).toEqual(tables.map((table) => getTableConfig(table).name).sort());
  });
});
