/**
 * `npm run -s serve:bench`: the built worker for load tools. A state folder of its own that goes when it stops, no rate
 * limits, and on standard output one line of JSON: `{url, pid}`, `pid` being the process whose tree is the server.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfChanged } from "./build.ts";
import { readSettings } from "./environment.ts";
import { runUntilStopped } from "./lifetime.ts";
import { WORKER_FOLDER } from "./repository.ts";
import { startServer } from "./server.ts";

await runUntilStopped(async () => {
  await buildIfChanged();
  const stateFolder = await mkdtemp(join(tmpdir(), "ensemble-bench-"));
  const server = await startServer({
    host: "127.0.0.1",
    port: 0,
    stateFolder,
    bundleFolder: WORKER_FOLDER,
    settings: { ...readSettings(process.env), RATE_LIMITS: "off" },
    onLog: (line) => console.error(line),
  });
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.port}`, pid: process.pid }));
  return async () => {
    await server.close();
    await rm(stateFolder, { recursive: true });
  };
});
