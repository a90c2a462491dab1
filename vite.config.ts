import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { appChunks } from "./scripts/app-chunks.ts";
import { emojiData } from "./scripts/app-emoji.ts";
import { appShell } from "./scripts/app-shell.ts";
import { withoutJsonSchemas } from "./scripts/app-zod.ts";
import { assetHeaders } from "./worker/http/security-policy.ts";

/** Gives the app's files the headers that the worker gives its own answers. */
const securityHeaders: Plugin = {
  name: "security-headers",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "_headers", source: assetHeaders() });
  },
};

/** Those that know `light-dark()`, which the colours are made of. */
const CSS_TARGET = ["chrome123", "edge123", "firefox120", "safari17.5"];

/** The web app. The worker serves what is built here as its static assets. */
export default defineConfig({
  root: "client/app",
  plugins: [react(), tailwindcss(), appChunks(), withoutJsonSchemas(), emojiData(), appShell(), securityHeaders],
  build: {
    outDir: "../../dist/app",
    emptyOutDir: true,
    sourcemap: true,
    target: "es2023",
    cssTarget: CSS_TARGET,
    // What the page itself begins with is asked for by its first script: asked for ahead as well, a browser that has just
    // begun to keep the app finds it twice, and says so on the console.
    modulePreload: { resolveDependencies: (_, files, { hostType }) => (hostType === "html" ? [] : files) },
    rolldownOptions: {
      // Tailwind makes style sheets, whose source maps nobody reads.
      onwarn: (warning, warn) => (warning.code === "SOURCEMAP_BROKEN" ? undefined : warn(warning)),
    },
  },
});
