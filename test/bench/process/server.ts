/** Starts a server in a process of its own and ends it again. Every server prints one line of JSON when it is ready. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { endTree } from "./tree.ts";

/** The line a server prints: where it listens, and the process whose tree is the server. */
const ReadyLine = z.object({ url: z.url(), pid: z.number().int().positive() });

export interface RunningServer {
  /** `http://host:port`, without a slash at the end. */
  url: string;
  /** The process whose tree is the server. */
  pid: number;
  /** Ends every process of it and removes its folder. */
  end(): Promise<void>;
}

/** How long a server may take until it is ready; ours may have to build first. */
const READY_WITHIN_MS = 180_000;

/**
 * Runs `command`, with a fresh temporary folder in `BENCH_STATE`, and waits for its line.
 * @throws when it ends, or says nothing for 180 s; its last words are in the message.
 */
export async function startServer(command: string[], cwd: string): Promise<RunningServer> {
  const state = await mkdtemp(join(tmpdir(), "ensemble-bench-"));
  const [file = "", ...args] = command;
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, BENCH_STATE: state, WRANGLER_SEND_METRICS: "false" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const launcher = child.pid;
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2_000);
  });

  const end = async () => {
    if (launcher !== undefined) await endTree(launcher);
    await rm(state, { recursive: true, force: true });
  };

  try {
    const ready = await new Promise<z.infer<typeof ReadyLine>>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${command.join(" ")} ${why}\n${words}`));
      const timer = setTimeout(() => fail("was not ready in time"), READY_WITHIN_MS);
      child.once("error", (error) => fail(error.message));
      child.once("exit", (code) => fail(`ended with ${code}`));
      createInterface({ input: child.stdout }).on("line", (line) => {
        if (!line.startsWith("{")) return;
        const parsed = ReadyLine.safeParse(JSON.parse(line));
        if (!parsed.success) return;
        clearTimeout(timer);
        resolve(parsed.data);
      });
    });
    return {
      url: ready.url.replace(/\/$/, ""),
      pid: ready.pid,
      end: async () => {
        await endTree(ready.pid);
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
