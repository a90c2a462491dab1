/** The real server as its users run it: `npm start` in a process of its own, on a free port and a fresh state folder. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NpmScript } from "./npm-script.ts";
import { freePort, isClosed } from "./ports.ts";
import { processName, processTree, treeEnded } from "./process-tree.ts";

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
  readonly #settings: Record<string, string>;
  #running: NpmScript | undefined;

  private constructor(port: number, stateFolder: string, settings: Record<string, string>) {
    this.port = port;
    this.stateFolder = stateFolder;
    this.#settings = settings;
  }

  /** Starts one with `settings`, and answers once it says that it is ready. */
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

  /** The process whose tree is the server. */
  get pid(): number {
    return this.#alive().pid;
  }

  /** The process that answers: workerd. */
  async runtimePid(): Promise<number> {
    const tree = await processTree(this.pid);
    const names = await Promise.all(tree.map(processName));
    const runtime = tree[names.indexOf("workerd")];
    if (runtime === undefined) throw new Error("The server has no runtime.");
    return runtime;
  }

  /** All that the server wrote in its present life. */
  get output(): string {
    return this.#alive().output;
  }

  /** Starts it again, on the same port and the same state. */
  async restart(): Promise<void> {
    if (this.#running) throw new Error("The server is running already.");
    const env = { ...this.#settings, PORT: String(this.port), ENSEMBLE_STATE: this.stateFolder };
    this.#running = new NpmScript("start", env);
    await this.#running.line((line) => line === `Ensemble ready on http://localhost:${this.port}`);
  }

  /** SIGKILLs the whole process tree, parents first, and proves that nobody listens any more. */
  async kill(): Promise<void> {
    await this.#alive().kill();
    await this.#gone();
  }

  /** SIGKILLs what started the runtime and leaves the runtime, as a machine short of memory may. Answers its pid. */
  async killStarter(): Promise<number> {
    const runtime = await this.runtimePid();
    const starters = await this.#starters();
    for (const pid of starters) process.kill(pid, "SIGKILL");
    await treeEnded(starters);
    this.#running = undefined;
    return runtime;
  }

  /** Asks it to stop with `signal`, and proves that nobody listens any more. */
  async stop(signal: "SIGTERM" | "SIGINT"): Promise<void> {
    await this.#alive().stop(signal);
    await this.#gone();
  }

  /** Asks all that started the runtime to stop, and again while they do, and proves that nobody listens any more. */
  async urge(): Promise<void> {
    await this.#alive().urge(await this.#starters());
    await this.#gone();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running?.[Symbol.asyncDispose]();
    await rm(this.stateFolder, { recursive: true, force: true });
  }

  /** All of its processes but the runtime. */
  async #starters(): Promise<number[]> {
    const runtime = await this.runtimePid();
    return (await processTree(this.pid)).filter((pid) => pid !== runtime);
  }

  #alive(): NpmScript {
    if (!this.#running) throw new Error("The server is not running.");
    return this.#running;
  }

  async #gone(): Promise<void> {
    this.#running = undefined;
    if (!(await isClosed(this.port))) throw new Error(`Something still listens on port ${this.port}.`);
  }
}
