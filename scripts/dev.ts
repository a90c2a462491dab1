/**
 * `npm run dev`: the app from Vite, which changes it in the open page, and behind it the worker, which is bundled and
 * taken anew whenever its sources change. Same state folder and settings as `npm start`.
 */
import { createServer, type ViteDevServer } from "vite";
import { bundleWorker } from "./build.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { runUntilStopped } from "./lifetime.ts";
import { PortInUse } from "./local-runtime.ts";
import { inRepository } from "./repository.ts";
import { type Server, startServer } from "./server.ts";
import { watchSources } from "./source-watch.ts";

/** What the worker is made of. A new migration wants a new start, which applies it. */
const WORKER_SOURCES = ["worker", "durable-objects", "wrangler.toml"];
/** Not where `npm start` has its own: that one is always what its sources were built to. */
const BUNDLE = { outdir: inRepository("dist/dev-worker"), environment: "" };

await runUntilStopped(async () => {
  const environment = readEnvironment(process.env);
  await bundleWorker(BUNDLE);
  await using undo = new AsyncDisposableStack();
  const onLog = (line: string) => console.log(line);
  const server = await startServer({
    ...environment,
    host: "127.0.0.1",
    port: 0,
    bundleFolder: BUNDLE.outdir,
    onLog,
  });
  undo.defer(() => server.close());
  const vite = await openVite(environment, server.port);
  undo.defer(() => vite.close());
  const stopping = new AbortController();
  const watching = watchSources(WORKER_SOURCES, stopping.signal, () => takeAnew(server));
  undo.defer(async () => {
    stopping.abort();
    await watching;
  });
  console.log(`Ensemble ready on http://localhost:${environment.port}`);
  const running = undo.move();
  return () => running.disposeAsync();
});

async function openVite({ host, port }: Environment, workerPort: number): Promise<ViteDevServer> {
  const target = `http://127.0.0.1:${workerPort}`;
  const vite = await createServer({
    configFile: inRepository("vite.config.ts"),
    server: { host, port, strictPort: true, proxy: { "/api": { target }, "/rooms": { target, ws: true } } },
  });
  try {
    return await vite.listen();
  } catch (error) {
    await vite.close();
    throw error instanceof Error && error.message.includes("already in use") ? new PortInUse(port) : error;
  }
}

/** A bundle that fails leaves the one before running: whoever is in the middle of a change sees why and goes on. */
async function takeAnew(server: Server): Promise<void> {
  try {
    await bundleWorker(BUNDLE);
    await server.reload();
    console.log("The worker was taken anew.");
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}
