import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** How long what a test polls may take to come. A second, as is usual, is too short for a crowded machine. */
const EVENTUALLY = { poll: { timeout: 20_000 } };

/** Two projects: `workerd` runs inside the runtime itself, `node` drives it (or plain modules) from outside. */
export default defineConfig({
  test: {
    // In CI the results also go to a file, from which `.ci/run` reads its last line.
    reporters: process.env.CI ? ["default", ["json", { outputFile: "dist/test-results.json" }]] : ["default"],
    // What a test that passes writes is of no use to anyone; the worker writes a line for each request.
    silent: "passed-only",
    projects: [
      {
        plugins: [
          cloudflareTest(async () => ({
            main: "./test/rooms/worker.ts",
            wrangler: { configPath: "./wrangler.toml" },
            remoteBindings: false,
            miniflare: {
              durableObjects: { PROBE: { className: "ProbeRoom", useSQLite: true } },
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations("./migrations"),
                TICKET_SECRET: "test-ticket-secret-of-at-least-32-bytes",
                AUTH_SECRET: "test-auth-secret-of-at-least-32-bytes!",
                // How long and where the model-based tests search; see test/board/parameters.ts.
                MODEL_RUNS: process.env.MODEL_RUNS ?? "",
                MODEL_SEED: process.env.MODEL_SEED ?? "",
                MODEL_PATH: process.env.MODEL_PATH ?? "",
              },
            },
          })),
        ],
        test: {
          name: "workerd",
          testTimeout: 60_000,
          expect: EVENTUALLY,
          include: [
            "durable-objects/**/*.test.ts",
            "worker/**/*.test.ts",
            "test/rooms/**/*.test.ts",
            "test/http/**/*.test.ts",
          ],
          setupFiles: ["./test/rooms/setup.ts"],
        },
      },
      {
        test: {
          name: "node",
          // Many of these start the real server or a browser, on machines of any speed.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: EVENTUALLY,
          include: [
            "client/**/*.test.ts",
            "scripts/**/*.test.ts",
            "test/server/**/*.test.ts",
            "test/browser/**/*.test.ts",
            "test/faults/**/*.test.ts",
          ],
        },
      },
    ],
  },
});
