/**
 * Wrangler and the Miniflare it is built on, as libraries. Miniflare is taken through wrangler, so that its version and
 * its workerd are always wrangler's own.
 */
import { createRequire } from "node:module";

// Used as a library, wrangler would write its remarks into our standard output.
process.env.WRANGLER_LOG ??= "error";
process.env.WRANGLER_SEND_METRICS ??= "false";

const ofWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"));

export const wrangler: typeof import("wrangler") = ofWrangler("wrangler");
export const miniflare: typeof import("miniflare") = ofWrangler("miniflare");
