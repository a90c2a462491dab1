import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The web app. The worker serves what is built here as its static assets. */
export default defineConfig({
  root: "client/app",
  plugins: [react()],
  build: { outDir: "../../dist/app", emptyOutDir: true, sourcemap: true, target: "es2023" },
});
