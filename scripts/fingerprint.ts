/** Says whether sources changed, without keeping a list of them. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inRepository } from "./repository.ts";

/** What a build reads. Tests lie beside the sources they prove and change nothing that is built. */
const SOURCES = [
  "client",
  "durable-objects",
  "worker",
  "package-lock.json",
  "scripts/app-shell.ts",
  "scripts/build.ts",
  "tsconfig.base.json",
  "tsconfig.client.json",
  "tsconfig.service-worker.json",
  "vite.config.ts",
  "wrangler.toml",
];
const IS_TEST = /\.test\.tsx?$/;

/** A SHA-256 (hex) of every source's path and content: the same sources give the same one, on any machine. */
export async function fingerprintSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of await filesUnder(source)) {
      const content = await readFile(inRepository(file));
      hash.update(`${file}\0${content.byteLength}\0`).update(content);
    }
  }
  return hash.digest("hex");
}

async function filesUnder(path: string): Promise<string[]> {
  const entries = await readdir(inRepository(path), { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return null;
      throw error;
    },
  );
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile() && !IS_TEST.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(inRepository("").length))
    .sort();
}
