/** Applies `migrations/` to the local D1 database, before anything else may use it. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { inRepository } from "./repository.ts";
import { readWorkerConfig } from "./wrangler-config.ts";
import { miniflare, wrangler } from "./wrangler-runtime.ts";

/** Wrangler's own table, so that `wrangler d1 migrations list --local` sees the same. */
const TABLE = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

const Applied = z.array(z.object({ name: z.string() }));

/**
 * Applies what is missing to the databases that wrangler.toml names, in order, each file whole or not at all.
 * `persistence` is the folder Miniflare keeps its state in. It runs a runtime of its own with the databases and nothing
 * else: were the worker there already, its requests and alarms would meet tables that do not exist yet.
 */
export async function applyMigrations(persistence: string): Promise<void> {
  const config = readWorkerConfig("");
  const runtime = new miniflare.Miniflare(
    miniflare.convertV4MiniflareOptions({
      name: "migrations",
      modules: true,
      script: "export default {}",
      compatibilityDate: config.compatibility_date,
      d1Databases: Object.fromEntries(config.d1_databases.map(({ binding, database_id }) => [binding, database_id])),
      resourcePersistencePath: persistence,
      cf: false,
      logRequests: false,
    }),
  );
  try {
    for (const { binding, migrations_dir } of config.d1_databases) {
      await migrate(await runtime.getD1Database(binding), inRepository(migrations_dir));
    }
  } finally {
    await runtime.dispose();
  }
}

type Database = Awaited<ReturnType<InstanceType<typeof miniflare.Miniflare>["getD1Database"]>>;

async function migrate(database: Database, folder: string): Promise<void> {
  await database.prepare(TABLE).run();
  const { results } = await database.prepare("SELECT name FROM d1_migrations").all();
  const applied = new Set(Applied.parse(results).map((row) => row.name));
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  for (const name of files.filter((file) => !applied.has(file))) {
    const sql = await readFile(join(folder, name), "utf8");
    const statements = wrangler.unstable_splitSqlQuery(sql).map((statement) => database.prepare(statement));
    const done = database.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name);
    await database.batch([...statements, done]);
  }
}
