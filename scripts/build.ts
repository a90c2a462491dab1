/**
 * Builds what is deployed: the web app into `dist/app` and the worker's bundle into `dist/worker`.
 * Sources that did not change are not built again, which is what makes a second start quick.
 */
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { takeLock } from "./exclusive.ts";
import { fingerprintSources } from "./fingerprint.ts";
import { APP_FOLDER, inRepository, WORKER_FOLDER, WRANGLER_CONFIG } from "./repository.ts";
import { WRANGLER_CLI } from "./wrangler-runtime.ts";

const STAMP = inRepository("dist/sources.sha256");
const LOCK = inRepository("dist/build.lock");
/** Longer than any build; whoever waits this long waits for something that hangs. */
const PATIENCE_MS = 5 * 60_000;

/** What `wrangler` said when it failed. */
export class WranglerError extends Error {
  constructor(output: string) {
    super(output.trim());
    this.name = "WranglerError";
  }
}

/**
 * Builds what changed since the last build and answers whether there was anything to do. Safe to call from several
 * processes at once: the others wait, and then find it done.
 */
export async function buildIfChanged(): Promise<"built" | "unchanged"> {
  using _building = takeLock(LOCK, PATIENCE_MS);
  const sources = await fingerprintSources();
  if ((await readFile(STAMP, "utf8").catch(() => "")) === sources) return "unchanged";
  await rm(STAMP, { force: true });
  await buildApp();
  await bundleWorker({ outdir: WORKER_FOLDER });
  await writeFile(STAMP, sources);
  return "built";
}

async function buildApp(): Promise<void> {
  // Loaded here, because a start that has nothing to build should not wait for it.
  const { build } = await import("vite");
  await build({ configFile: inRepository("vite.config.ts"), root: inRepository("client/app"), logLevel: "warn" });
}

/**
 * Bundles the worker exactly as a deployment would, without an account or a network, and answers what wrangler said.
 * @throws WranglerError
 */
export async function bundleWorker(to: { outdir: string; environment?: string }): Promise<string> {
  await mkdir(APP_FOLDER, { recursive: true });
  const args = ["deploy", "--dry-run", "--config", WRANGLER_CONFIG, "--outdir", to.outdir];
  try {
    // `--env ""` names the top level; without it wrangler warns that there are several environments.
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [WRANGLER_CLI, ...args, "--env", to.environment ?? ""],
      { cwd: inRepository(""), env: { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_LOG_SANITIZE: "true" } },
    );
    return `${stdout}\n${stderr}`;
  } catch (error) {
    if (error instanceof Error && "stderr" in error && "stdout" in error) {
      throw new WranglerError(`${error.stdout}\n${error.stderr}`);
    }
    throw error;
  }
}

if (import.meta.main) console.log(await buildIfChanged());
