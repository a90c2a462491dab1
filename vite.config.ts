import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { assetHeaders } from "./worker/http/security-policy.ts";

/** Gives the app's files the headers that the worker gives its own answers. */
const securityHeaders: Plugin = {
  name: "security-headers",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "_headers", source: assetHeaders() });
  },
};

/** The web app. The worker serves what is built here as its static assets. */
export default defineConfig({
  root: "client/app",
  plugins: [react(), securityHeaders],
  build: { outDir: "../../dist/app", emptyOutDir: true, sourcemap: true, target: "es2023" },
});
