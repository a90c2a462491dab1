/**
 * Builds what is deployed: the web app into `dist/app` and the worker's bundle into `dist/worker`.
 * Sources that did not change are not built again, which is what makes a second start quick.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { takeLock } from "./exclusive.ts";
import { fingerprintSources } from "./fingerprint.ts";
import { APP_FOLDER, inRepository, WORKER_FOLDER, WRANGLER_CONFIG } from "./repository.ts";
import { wranglerOutput } from "./wrangler-cli.ts";

const STAMP = inRepository("dist/sources.sha256");
const LOCK = inRepository("dist/build.lock");
/** Longer than any build; whoever waits this long waits for something that hangs. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Builds everything, unless the sources are those of the last build, and answers which it was. Safe to call from
 * several processes at once: the others wait, and then find it done.
 * @throws WranglerError, or Vite's error, when the sources do not build.
 */
export async function buildIfChanged(): Promise<"built" | "unchanged"> {
  using _building = takeLock(LOCK, PATIENCE_MS);
  const sources = await fingerprintSources();
  if ((await readFile(STAMP, "utf8").catch(() => "")) === sources) return "unchanged";
  await rm(STAMP, { force: true });
  await buildApp();
  await bundleWorker({ outdir: WORKER_FOLDER, environment: "" });
  await writeFile(STAMP, sources);
  return "built";
}

async function buildApp(): Promise<void> {
  // Whoever starts us may have set it to something else, and React would then be built for developers.
  process.env.NODE_ENV = "production";
  // Loaded here, because a start that has nothing to build should not wait for it.
  const { build } = await import("vite");
  await build({ configFile: inRepository("vite.config.ts"), logLevel: "warn" });
}

/**
 * Bundles the worker exactly as a deployment to `environment` would (`""` is wrangler.toml's top level), without an
 * account or a network, and answers what wrangler said of it.
 * @throws WranglerError
 */
export async function bundleWorker(to: { outdir: string; environment: string }): Promise<string> {
  // Wrangler refuses an assets folder that is not there.
  await mkdir(APP_FOLDER, { recursive: true });
  const { outdir, environment } = to;
  return wranglerOutput(["deploy", "--dry-run", "--config", WRANGLER_CONFIG, "--outdir", outdir, "--env", environment]);
}

if (import.meta.main) console.log(await buildIfChanged());
