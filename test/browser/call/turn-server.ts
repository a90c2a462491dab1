/** coturn as a relay on this machine, where it is installed. */
import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort, isClosed } from "../../server/ports.ts";

/** Where coturn's server is on the search path; null where it is not. */
export function turnServerOnPath(): string | null {
  const places = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "turnserver"));
  return places.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A running relay, which gives a place to whoever has a name and a mark made with its secret. */
export class TurnServer implements AsyncDisposable {
  readonly port: number;
  readonly secret: string;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #ended: Promise<void>;

  private constructor(binary: string, port: number, folder: string) {
    this.port = port;
    this.secret = crypto.randomUUID();
    this.#folder = folder;
    const options = [
      "-n",
      ...["--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", "--allow-loopback-peers", `--listening-port=${port}`],
      ...["--use-auth-secret", `--static-auth-secret=${this.secret}`, "--realm=ensemble.example"],
      ...["--no-tls", "--no-dtls", "--no-cli", `--pidfile=${join(folder, "pid")}`, "--log-file=stdout"],
    ];
    this.#child = spawn(binary, options, { cwd: folder, stdio: "ignore" });
    this.#ended = new Promise((resolve) => {
      this.#child.once("exit", () => resolve());
      this.#child.once("error", () => resolve());
    });
  }

  /** Starts it, and answers once it listens. */
  static async start(binary: string): Promise<TurnServer> {
    const folder = await mkdtemp(join(tmpdir(), "ensemble-turn-"));
    const turn = new TurnServer(binary, await freePort(), folder);
    while (await isClosed(turn.port)) {
      if (turn.#child.exitCode !== null) throw new Error("The relay ended before it listened.");
      await delay(20);
    }
    return turn;
  }

  /** What the settings of a server name it by. */
  get settings(): Record<string, string> {
    return { TURN_URLS: `turn:127.0.0.1:${this.port}?transport=udp`, TURN_SECRET: this.secret };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
    await rm(this.#folder, { recursive: true });
  }
}
