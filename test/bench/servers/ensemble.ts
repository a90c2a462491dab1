/** Ensemble as `serve:bench` runs it, from a bundle that also answers what a doc room weighs (`ensemble.worker.ts`). */
import { createRequire } from "node:module";
import { join } from "node:path";
import { startServer } from "../../../scripts/server.ts";
import { stateFolder } from "./place.ts";

const REPOSITORY = join(import.meta.dirname, "../../..");
const { build } = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"))("esbuild");

const bundleFolder = join(stateFolder(), "bundle");
await build({
  entryPoints: [join(import.meta.dirname, "ensemble.worker.ts")],
  outfile: join(bundleFolder, "index.js"),
  bundle: true,
  minify: true,
  keepNames: true,
  format: "esm",
  target: "es2024",
  conditions: ["workerd", "worker", "browser"],
  external: ["cloudflare:*", "node:*"],
  // One Yjs for what is measured and for what measures.
  alias: { yjs: join(REPOSITORY, "node_modules/yjs/dist/yjs.mjs") },
  define: { "process.env.NODE_ENV": '"production"' },
});

const server = await startServer({
  host: "127.0.0.1",
  port: 0,
  stateFolder: join(stateFolder(), "state"),
  bundleFolder,
  settings: { RATE_LIMITS: "off" },
  onLog: (line) => console.error(line),
});
console.log(JSON.stringify({ url: `http://127.0.0.1:${server.port}`, pid: process.pid }));
