import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bundleWorker } from "./build.ts";
import { unfinished } from "./deploy.ts";
import { WRANGLER_CONFIG } from "./repository.ts";
import { readWorkerConfig } from "./wrangler-config.ts";
import { wrangler } from "./wrangler-runtime.ts";

/** Cloudflare's limit for a worker on the free plan, compressed. */
const MOST_COMPRESSED_BYTES = 3 * 1024 * 1024;

/** Runs `deploy --dry-run` and answers the bindings it names (`VARS` apart) and the bundle's compressed size. */
async function dryRun(environment: string) {
  const outdir = await mkdtemp(join(tmpdir(), "ensemble-bundle-"));
  try {
    const said = await bundleWorker({ outdir, environment });
    const bindings = said
      .split("\n")
      .filter((line) => line.startsWith("env.") && !line.includes("Environment Variable"))
      .map((line) =>
        line
          .replace(/\(ensemble[\w-]*\)/, "")
          .replace(/\s+/g, " ")
          .trim(),
      );
    const deployed = (await readdir(outdir)).filter((name) => !name.endsWith(".map") && name !== "README.md");
    const sizes = await Promise.all(
      deployed.map(async (name) => gzipSync(await readFile(join(outdir, name))).byteLength),
    );
    return { bindings: bindings.sort(), compressedBytes: sizes.reduce((sum, size) => sum + size, 0), said };
  } finally {
    await rm(outdir, { recursive: true });
  }
}

describe.each(["staging", "production"])("deploying to %s", (environment) => {
  it("works as a dry run, with every binding of the top level, in less than 3 MB", async () => {
    const here = await dryRun("");
    const there = await dryRun(environment);
    expect(here.bindings.length).toBeGreaterThan(7);
    expect(there.bindings).toEqual(here.bindings);
    expect(there.said).not.toMatch(/warning/i);
    expect(there.compressedBytes).toBeLessThan(MOST_COMPRESSED_BYTES);
  });

  it("runs the crons of the top level, and says which environment it is", () => {
    const config = readWorkerConfig(environment);
    expect(config.triggers.crons).toEqual(readWorkerConfig("").triggers.crons);
    expect(config.vars.ENVIRONMENT).toBe(environment);
  });

  it("P10.5 keeps the query of addresses, where tickets are, out of the platform's logs", () => {
    const { observability } = wrangler.unstable_readConfig({ config: WRANGLER_CONFIG, env: environment });
    expect(observability).toMatchObject({ enabled: true, redact_query_string: true });
  });

  it("names what is still to be filled in", () => {
    const config = readWorkerConfig(environment);
    expect(unfinished(environment, config)).toHaveLength(2);
    const filled = {
      ...config,
      d1_databases: config.d1_databases.map((database) => ({ ...database, database_id: crypto.randomUUID() })),
      vars: { ...config.vars, PUBLIC_URL: "https://ensemble.acme.dev" },
    };
    expect(unfinished(environment, filled)).toEqual([]);
  });
});
