import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { appShell } from "./scripts/app-shell.ts";
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

/** What only docs need: it stays out of what every page loads. */
const DOCS_ONLY = /node_modules\/(@tiptap|prosemirror-|yjs|y-|lib0|w3c-keyname|rope-sequence|orderedmap|linkifyjs)/;

/** What only opens: menus, pickers and dialogs load it when the first of them is used. */
const SURFACES_ONLY =
  /node_modules\/(@radix-ui|@floating-ui|cmdk|react-remove-scroll|aria-hidden|use-sidecar|use-callback-ref)/;

/** The web app. The worker serves what is built here as its static assets. */
export default defineConfig({
  root: "client/app",
  plugins: [react(), tailwindcss(), appShell(), securityHeaders],
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
      output: {
        codeSplitting: {
          // What most pages share is one file rather than sixty: each costs its headers, and compresses by itself.
          groups: [{ name: "shared", minShareCount: 6, test: (id) => !DOCS_ONLY.test(id) && !SURFACES_ONLY.test(id) }],
        },
      },
      // Tailwind makes style sheets, whose source maps nobody reads.
      onwarn: (warning, warn) => (warning.code === "SOURCEMAP_BROKEN" ? undefined : warn(warning)),
    },
  },
});
