/**
 * Wrangler and the Miniflare it is built on, as libraries. Miniflare is taken through wrangler, so that its version and
 * its workerd are always wrangler's own.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

// Used as a library, wrangler would write its remarks into our standard output.
process.env.WRANGLER_LOG ??= "error";
process.env.WRANGLER_SEND_METRICS ??= "false";

const manifest = createRequire(import.meta.url).resolve("wrangler/package.json");
const ofWrangler = createRequire(manifest);

/** The command line, to be run with `process.execPath`. */
export const WRANGLER_CLI = join(dirname(manifest), "bin/wrangler.js");

export const wrangler: typeof import("wrangler") = ofWrangler("wrangler");
export const miniflare: typeof import("miniflare") = ofWrangler("miniflare");
