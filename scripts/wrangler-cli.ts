/** Runs wrangler's command line, quiet about itself: no telemetry, no look for a newer one, no logs in one's home. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { inRepository } from "./repository.ts";

const CLI = join(dirname(createRequire(import.meta.url).resolve("wrangler/package.json")), "bin/wrangler.js");

/** Thrown when wrangler fails; its message is what wrangler said. */
export class WranglerError extends Error {
  constructor(output: string) {
    super(output.trim());
    this.name = "WranglerError";
  }
}

function options() {
  const quiet = {
    NODE_ENV: "production",
    WRANGLER_LOG: "log",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_LOG_PATH: inRepository(".wrangler/logs"),
  };
  return { cwd: inRepository(""), env: { ...process.env, ...quiet } };
}

/** Runs it to its end and answers what it wrote. @throws WranglerError */
export async function wranglerOutput(args: readonly string[]): Promise<string> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...args], options());
    return `${stdout}\n${stderr}`;
  } catch (error) {
    if (error instanceof Error && "stdout" in error && "stderr" in error) {
      throw new WranglerError(`${error.stdout}\n${error.stderr}`);
    }
    throw error;
  }
}

/** Runs it on our own terminal, where it may ask. @throws WranglerError when it ends badly. */
export async function wranglerHere(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [CLI, ...args], { ...options(), stdio: "inherit" });
  const [code] = await once(child, "close");
  if (code !== 0) throw new WranglerError(`wrangler ${args.join(" ")} ended with ${code}.`);
}
