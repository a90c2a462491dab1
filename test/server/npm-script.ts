/** A script of package.json in a process of its own, with a clean environment. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { inRepository } from "../../scripts/repository.ts";
import { killTree, processTree, signalled, treeEnded } from "./process-tree.ts";

/** How a process ended and what it said on both of its streams. */
export interface Ended {
  code: number | null;
  output: string;
}

/** One run of `npm run <script>`. It ends with its whole process tree. */
export class NpmScript implements AsyncDisposable {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #chunks: Buffer[] = [];
  readonly #closed: Promise<unknown[]>;

  /** Starts `script` with the settings `env` and these arguments. */
  constructor(script: string, env: Record<string, string>, args: readonly string[] = []) {
    this.#child = spawn("npm", ["run", "--silent", script, "--", ...args], {
      cwd: inRepository(""),
      // Not our whole environment: the runner and whoever runs it set names in it that are settings too.
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#closed = once(this.#child, "close");
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.on("data", (chunk: Buffer) => this.#chunks.push(chunk));
    }
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error("npm did not start.");
    return this.#child.pid;
  }

  /** All that it wrote until now. */
  get output(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  /** The first line on standard output that `wanted` is true for. @throws Error when it ends without one. */
  async line(wanted: (line: string) => boolean): Promise<string> {
    for await (const line of createInterface({ input: this.#child.stdout })) {
      if (!wanted(line)) continue;
      // From here on its lines are only collected; a pipe that nobody reads would fill and stop it.
      this.#child.stdout.resume();
      return line;
    }
    throw new Error(`It ended without the line that was waited for:\n${this.output}`);
  }

  /** Answers once it has ended by itself. */
  async ended(): Promise<Ended> {
    await this.#closed;
    return { code: this.#child.exitCode, output: this.output };
  }

  /** Asks it to stop with `signal`, as a supervisor or a keyboard does, and answers once its whole tree has ended. */
  async stop(signal: "SIGTERM" | "SIGINT"): Promise<void> {
    const tree = await processTree(this.pid);
    this.#child.kill(signal);
    await treeEnded(tree);
    await this.#closed;
  }

  /**
   * Asks `starters`, processes of its tree, to stop, twice, as an impatient supervisor does; answers once its whole tree
   * has ended.
   */
  async urge(starters: readonly number[]): Promise<void> {
    const tree = await processTree(this.pid);
    for (const pid of [...starters, ...starters]) signalled(pid, "SIGTERM");
    await treeEnded(tree);
    await this.#closed;
  }

  /** SIGKILLs its whole process tree, parents first. */
  async kill(): Promise<void> {
    await killTree(this.pid);
    await this.#closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.kill();
  }
}
