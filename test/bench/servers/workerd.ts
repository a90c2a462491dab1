/**
 * Runs one worker of this folder on one workerd, with no dev proxy between: `node servers/workerd.ts <name>` bundles
 * `<name>.worker.ts`. Miniflare, workerd and esbuild are those of the repository's own wrangler, so that peers and
 * Ensemble run on the same runtime.
 */
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { freePort, stateFolder } from "./place.ts";

const ofWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"));
const { Miniflare, convertV4MiniflareOptions } = ofWrangler("miniflare");
const { build } = ofWrangler("esbuild");

const WORKERS = {
  "y-partyserver": { className: "MyDocument", flags: ["nodejs_compat"] },
  "bare-relay": { className: "BareRelay", flags: ["no_web_socket_compression"] },
  "bare-board": { className: "BareBoard", flags: ["no_web_socket_compression"] },
  "bare-call": { className: "BareCall", flags: ["no_web_socket_compression"] },
};
const name = z.enum(["y-partyserver", "bare-relay", "bare-board", "bare-call"]).parse(process.argv[2]);

const state = stateFolder();
const script = join(state, "worker.js");
await build({
  entryPoints: [join(import.meta.dirname, `${name}.worker.ts`)],
  outfile: script,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  conditions: ["workerd", "worker", "browser"],
  external: ["cloudflare:*", "node:*"],
});
await mkdir(join(state, "do"));

const port = await freePort();
const options = convertV4MiniflareOptions({
  host: "127.0.0.1",
  port: 0,
  // Straight to the worker. Miniflare's own entry in front agrees compression with clients whatever the worker's flags
  // say, and is one more hop on every frame; nothing of the kind stands there when deployed.
  unsafeDirectSockets: [{ host: "127.0.0.1", port }],
  modules: true,
  rootPath: state,
  modulesRoot: state,
  scriptPath: script,
  compatibilityDate: "2026-10-01",
  compatibilityFlags: WORKERS[name].flags,
  durableObjects: { Rooms: { className: WORKERS[name].className, useSQLite: true } },
  durableObjectsPersist: join(state, "do"),
  logRequests: false,
});
const runtime = new Miniflare({ ...options, enableDevRegistry: false });
await runtime.ready;
console.log(JSON.stringify({ url: `http://127.0.0.1:${port}`, pid: process.pid }));
