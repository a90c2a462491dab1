import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A cable between a client and a server on this machine, which a test may cut and mend. */
export class Cable implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  readonly #ends = new Set<Socket>();
  #whole = true;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** Lays one to `port` of the loopback, on a free port of its own. */
  static async lay(port: number): Promise<Cable> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (!address || typeof address === "string") throw new Error("No free port was given.");
    const cable = new Cable(server, address.port);
    server.on("connection", (near) => cable.#join(near, port));
    return cable;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Breaks every connection, and each that is tried until it is mended. */
  cut(): void {
    this.#whole = false;
    for (const end of this.#ends) end.destroy();
  }

  mend(): void {
    this.#whole = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, "close");
  }

  #join(near: Socket, port: number): void {
    if (!this.#whole) {
      near.destroy();
      return;
    }
    const far = connect(port, "127.0.0.1");
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#ends.add(end);
      // One end that breaks breaks the other; how it broke is of no concern here.
      end.on("error", () => other.destroy());
      end.on("close", () => {
        this.#ends.delete(end);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  }
}
