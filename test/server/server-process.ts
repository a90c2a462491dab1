/** The real server as its users run it: `npm start` in a process of its own, on a free port and a fresh state folder. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { inRepository } from "../../scripts/repository.ts";
import { freePort, isClosed } from "./ports.ts";
import { killTree, processTree, treeEnded } from "./process-tree.ts";

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** What a process said and how it ended. */
export interface Ended {
  code: number | null;
  output: string;
}

/** Runs `npm start` with the settings `env` until it ends by itself, as it does when it cannot start. */
export async function runToEnd(env: Record<string, string>): Promise<Ended> {
  const child = spawnStart(env);
  const output = collect(child);
  const [code] = await once(child, "close");
  return { code, output: output() };
}

/**
 * One server on one port and one state folder, for as many lives as a test wants.
 *
 * ```ts
 * await using server = await ServerProcess.start();
 * await server.kill();
 * await server.restart();
 * ```
 */
export class ServerProcess implements AsyncDisposable {
  readonly port: number;
  readonly stateFolder: string;
  readonly #env: Record<string, string>;
  #child: Child | undefined;
  #output: () => string = () => "";

  private constructor(port: number, stateFolder: string, env: Record<string, string>) {
    this.port = port;
    this.stateFolder = stateFolder;
    this.#env = env;
  }

  /** Starts one, with these `settings`, and answers once it says that it is ready. */
  static async start(settings: Record<string, string> = {}): Promise<ServerProcess> {
    const stateFolder = await mkdtemp(join(tmpdir(), "ensemble-state-"));
    const server = new ServerProcess(await freePort(), stateFolder, settings);
    try {
      await server.restart();
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    if (this.#child?.pid === undefined) throw new Error("The server is not running.");
    return this.#child.pid;
  }

  /** All that the server wrote in its present life. */
  get output(): string {
    return this.#output();
  }

  /** Starts it again, on the same port and the same state. */
  async restart(): Promise<void> {
    if (this.#child) throw new Error("The server is running already.");
    const child = spawnStart({ ...this.#env, PORT: String(this.port), ENSEMBLE_STATE: this.stateFolder });
    this.#child = child;
    this.#output = collect(child);
    await readyLine(child, this.port, this.#output);
  }

  /** SIGKILLs the whole process tree, parents first, and proves that nobody listens any more. */
  async kill(): Promise<void> {
    await killTree(this.pid);
    this.#child = undefined;
    if (!(await isClosed(this.port))) throw new Error(`Something still listens on port ${this.port}.`);
  }

  /** Asks it to stop with `signal`, as a supervisor or a keyboard does, and answers once its whole tree has ended. */
  async stop(signal: "SIGTERM" | "SIGINT"): Promise<void> {
    const child = this.#child;
    if (!child) throw new Error("The server is not running.");
    const tree = await processTree(this.pid);
    child.kill(signal);
    await treeEnded(tree);
    this.#child = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child) await this.kill();
    await rm(this.stateFolder, { recursive: true, force: true });
  }
}

function spawnStart(env: Record<string, string>): Child {
  return spawn("npm", ["start", "--silent"], {
    cwd: inRepository(""),
    // Not our whole environment: the runner and whoever runs it set names in it that are settings too.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function collect(child: Child): () => string {
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}

async function readyLine(child: Child, port: number, output: () => string): Promise<void> {
  const ready = `Ensemble ready on http://localhost:${port}`;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === ready) {
      // The lines after this one are only collected; a pipe nobody reads would fill and stop the server.
      child.stdout.resume();
      return;
    }
  }
  throw new Error(`The server ended before it was ready:\n${output()}`);
}
