/** `npm run deploy -- staging` or `production`: builds, migrates D1, deploys; before that it says what is not set up. */
import { z } from "zod";
import { buildIfChanged } from "./build.ts";
import { wranglerHere } from "./wrangler-cli.ts";
import { readWorkerConfig, type WorkerConfig } from "./wrangler-config.ts";

const Environment = z.enum(["staging", "production"]);
const PLACEHOLDER_ID = "00000000-0000-0000-0000-000000000000";

/** What wrangler.toml still has as it came, one sentence each; none when it can be deployed. */
export function unfinished(environment: string, config: WorkerConfig): string[] {
  const sentences: string[] = [];
  for (const { database_name, database_id } of config.d1_databases) {
    if (database_id !== PLACEHOLDER_ID) continue;
    sentences.push(
      `Run "npx wrangler d1 create ${database_name}" and put its id into [[env.${environment}.d1_databases]].`,
    );
  }
  const address = config.vars.PUBLIC_URL;
  if (typeof address !== "string" || new URL(address).hostname.endsWith(".example.com")) {
    sentences.push(`Put the address people will open into PUBLIC_URL in [env.${environment}.vars].`);
  }
  return sentences;
}

async function deploy(asked: string | undefined): Promise<void> {
  const parsed = Environment.safeParse(asked);
  if (!parsed.success) return refuse(["Say where to: npm run deploy -- staging, or npm run deploy -- production."]);
  const environment = parsed.data;
  const config = readWorkerConfig(environment);
  const missing = unfinished(environment, config);
  if (missing.length > 0) return refuse(["wrangler.toml is not ready yet:", ...missing]);
  await buildIfChanged();
  for (const { binding } of config.d1_databases) {
    await wranglerHere(["d1", "migrations", "apply", binding, "--remote", "--env", environment]);
  }
  await wranglerHere(["deploy", "--env", environment]);
}

function refuse(sentences: string[]): void {
  console.error(sentences.join("\n"));
  process.exitCode = 1;
}

if (import.meta.main) await deploy(process.argv[2]);
