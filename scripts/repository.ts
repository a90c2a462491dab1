/** Where things are in this repository. */
import { fileURLToPath } from "node:url";

/** The absolute path of `inside`, a path relative to the repository's root. */
export function inRepository(inside: string): string {
  return fileURLToPath(new URL(`../${inside}`, import.meta.url));
}

export const WRANGLER_CONFIG = inRepository("wrangler.toml");
export const APP_FOLDER = inRepository("dist/app");
export const WORKER_FOLDER = inRepository("dist/worker");
