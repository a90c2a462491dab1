/**
 * `npm run -s serve:bench`: the built worker for load tools. A state folder of its own that goes when it stops, no rate
 * limits, and on standard output one line of JSON: `{url, pid}`, `pid` being the process whose tree is the server.
 */
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfChanged } from "./build.ts";
import { readSettings } from "./environment.ts";
import { runUntilStopped } from "./lifetime.ts";
import { WORKER_FOLDER } from "./repository.ts";
import { isStateInUse, startServer } from "./server.ts";

const PREFIX = "ensemble-bench-";
/** One younger than this may belong to a server that is about to take it. */
const YOUNG_MS = 60_000;

await runUntilStopped(async () => {
  await removeAbandoned();
  await buildIfChanged();
  const stateFolder = await mkdtemp(join(tmpdir(), PREFIX));
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

/** Removes the state of servers that were killed, as load tools do, and so could not remove it themselves. */
async function removeAbandoned(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    // Another one of us may be about to remove the same.
    const found = await stat(folder).catch(() => null);
    const isOld = found?.uid === process.getuid?.() && Date.now() - (found?.mtimeMs ?? 0) > YOUNG_MS;
    if (found && isOld && !isStateInUse(folder)) await rm(folder, { recursive: true, force: true });
  }
}
