import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildIfChanged } from "./build.ts";
import { type LocalRuntime, startLocalRuntime } from "./local-runtime.ts";
import { WORKER_FOLDER, WRANGLER_CONFIG } from "./repository.ts";
import { wranglerOutput } from "./wrangler-cli.ts";
import { readWorkerConfig } from "./wrangler-config.ts";

let stateFolder: string;
let runtime: LocalRuntime;

beforeAll(async () => {
  await buildIfChanged();
  stateFolder = await mkdtemp(join(tmpdir(), "ensemble-runtime-"));
  runtime = await startLocalRuntime({
    host: "127.0.0.1",
    port: 0,
    stateFolder,
    bundleFolder: WORKER_FOLDER,
    vars: { AUTH_SECRET: "a".repeat(32), TICKET_SECRET: "t".repeat(32) },
    onLog: () => {},
  });
});
afterAll(async () => {
  await runtime.close();
  await rm(stateFolder, { recursive: true });
});

it.each(readWorkerConfig("").triggers.crons)("runs the jobs of the cron %s", async (pattern) => {
  await runtime.runCron(pattern, new Date());
});

it("never holds up this process for a cron, in which the runtime's log would pile up until both stand still", async () => {
  await runtime.reload();
  const wait = vi.spyOn(Atomics, "wait");
  try {
    for (const pattern of readWorkerConfig("").triggers.crons) await runtime.runCron(pattern, new Date());
    expect(wait).not.toHaveBeenCalled();
  } finally {
    wait.mockRestore();
  }
});

it("runs crons in a runtime that was started again after it died", async () => {
  const listed = execFileSync("pgrep", ["-P", String(process.pid), "workerd"], { encoding: "utf8" });
  for (const pid of listed.trim().split("\n")) process.kill(Number(pid), "SIGKILL");
  await vi.waitFor(async () => expect((await fetch(new URL("/api/health", runtime.url))).status).toBe(200), 20_000);
  for (const pattern of readWorkerConfig("").triggers.crons) await runtime.runCron(pattern, new Date());
});

it("tells when a cron ends badly, as one without jobs does", async () => {
  await expect(runtime.runCron("0 0 1 1 *", new Date())).rejects.toThrow(/ended with "exception"/);
});

it("answers on the same port and the same data after a reload", async () => {
  const { port } = runtime.url;
  await runtime.reload();
  expect(runtime.url.port).toBe(port);
  expect((await fetch(new URL("/api/health", runtime.url))).status).toBe(200);
});

it("has applied the migrations in a way that wrangler sees", async () => {
  const args = ["d1", "migrations", "list", "DB", "--local", "--persist-to", stateFolder];
  expect(await wranglerOutput([...args, "--config", WRANGLER_CONFIG, "--env", ""])).toContain("No migrations to apply");
});
