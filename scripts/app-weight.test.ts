import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { beforeAll, expect, it, vi } from "vitest";
import { BOARD } from "./app-chunks.ts";
import { inRepository } from "./repository.ts";
import { readWorkerConfig } from "./wrangler-config.ts";

/** Scripts and styles, compressed, without what docs and dialogs load when they are first used. */
const MOST_BYTES = 250_000;

const DOCS_ONLY = /node_modules\/(@tiptap|prosemirror-|yjs)\//;

let files: Rolldown.RolldownOutput["output"];
beforeAll(async () => {
  // As it is served: React for developers weighs three times as much.
  vi.stubEnv("NODE_ENV", "production");
  const built = await build({
    configFile: inRepository("vite.config.ts"),
    logLevel: "silent",
    build: { write: false, sourcemap: false },
  });
  vi.unstubAllEnvs();
  if (!("output" in built)) throw new Error("Vite built something else than one app.");
  files = built.output;
});

const chunks = () => files.filter((file) => file.type === "chunk");

/** The chunks that a board's page begins with. */
function ofBoard(): Rolldown.OutputChunk[] {
  const wanted = BOARD.map(inRepository);
  const begun = chunks().filter(
    ({ isEntry, fileName, facadeModuleId, moduleIds }) =>
      (isEntry && fileName !== "sw.js") ||
      wanted.some((module) => facadeModuleId === module || moduleIds.includes(module)),
  );
  const found = new Set<Rolldown.OutputChunk>();
  const add = (chunk: Rolldown.OutputChunk) => {
    if (found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) {
      const imported = chunks().find(({ fileName }) => fileName === name);
      if (imported) add(imported);
    }
  };
  for (const chunk of begun) add(chunk);
  return [...found];
}

it("begins a board's page with no more than it may weigh, and with nothing of the editor", () => {
  const board = ofBoard();
  const styles = files.flatMap((file) =>
    file.type === "asset" && board.some(({ viteMetadata }) => viteMetadata?.importedCss.has(file.fileName))
      ? [file.source]
      : [],
  );
  const bytes = [...board.map(({ code }) => code), ...styles].reduce(
    (sum, source) => sum + gzipSync(source).byteLength,
    0,
  );
  expect(bytes, `${bytes} bytes`).toBeLessThan(MOST_BYTES);
  expect(board.flatMap(({ moduleIds }) => moduleIds.filter((id) => DOCS_ONLY.test(id)))).toEqual([]);
});

it("keeps every file of the app on the device, and passes by all that the server answers itself", () => {
  const worker = chunks().find(({ fileName }) => fileName === "sw.js");
  const assets = files.map(({ fileName }) => fileName).filter((name) => name.startsWith("assets/"));
  expect(assets.filter((name) => !worker?.code.includes(`"/${name}"`))).toEqual([]);
  const source = readFileSync(inRepository("client/app/offline/worker/service-worker.ts"), "utf8");
  const passedBy = /const SERVERS = (\[.*\]);/.exec(source)?.[1] ?? "[]";
  const { run_worker_first } = readWorkerConfig("").assets;
  expect(run_worker_first).toEqual(JSON.parse(passedBy).map((path: string) => `${path}*`));
});
