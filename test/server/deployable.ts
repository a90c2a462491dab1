import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

/** The names of the app's files that are made of their content, with the part that a build changes. */
const NAMES = /([\w-]+-[\w-]{8})\.(js|css)\b/g;

/**
 * A server in front of another, which can deploy a new build of the app: the same files under other names, as if each
 * had changed. What belonged to the build before is then gone, and answered with the page, as a single-page app's host
 * does. Sockets and the API pass through.
 */
export class Deployable implements AsyncDisposable {
  readonly #server: Server;
  readonly #origin: URL;
  readonly #sockets = new Set<Duplex>();
  #build = 0;

  private constructor(server: Server, origin: string) {
    this.#server = server;
    this.#origin = new URL(origin);
  }

  /** Stands before the server at `origin`. */
  static async before(origin: string): Promise<Deployable> {
    const server = createServer();
    const deployable = new Deployable(server, origin);
    server.on("request", (asked, answer) => deployable.#pass(asked, answer));
    server.on("upgrade", (asked, socket, head) => deployable.#join(asked, socket, head));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return deployable;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Puts another build in place and breaks every socket, as a deployment does. */
  deploy(): void {
    this.#build += 1;
    for (const socket of this.#sockets) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** What the present build's names end with. */
  get #suffix(): string {
    return this.#build === 0 ? "" : `-${this.#build}`;
  }

  get #behind(): { hostname: string; port: string } {
    return { hostname: this.#origin.hostname, port: this.#origin.port };
  }

  /** A file of the app as the build has it whose names end with `suffix`. */
  #renamed(text: string, suffix: string): string {
    return text.replace(NAMES, `$1${suffix}.$2`).replace(/"version":"([0-9a-f]{16})"/, `"version":"$1${suffix}"`);
  }

  /** The path in the server behind; the page for what is of another build. */
  #pathBehind(path: string): string {
    const file = /^\/assets\/(.*)\.(js|css)$/.exec(path);
    if (!file) return path;
    const [, name = "", type = ""] = file;
    const [, original, build = ""] = /^(.*?-[\w-]{8}?)(-\d+)?$/.exec(name) ?? [];
    return build === this.#suffix ? `/assets/${original}.${type}` : "/";
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    // What is on its way when another build comes is of the build that was asked.
    const suffix = this.#suffix;
    const headers = { ...asked.headers, "accept-encoding": "identity" };
    const onward = request({
      ...this.#behind,
      method: asked.method,
      path: this.#pathBehind(asked.url ?? "/"),
      headers,
    });
    onward.on("response", (said) => {
      const type = said.headers["content-type"] ?? "";
      if (!/^text\/(html|javascript|css)/.test(type)) {
        answer.writeHead(said.statusCode ?? 502, said.headers);
        said.pipe(answer);
        return;
      }
      void said.toArray().then((chunks: Buffer[]) => {
        const { etag: _, "content-length": __, ...rest } = said.headers;
        answer.writeHead(said.statusCode ?? 502, rest);
        answer.end(this.#renamed(Buffer.concat(chunks).toString(), suffix));
      });
    });
    onward.on("error", () => answer.destroy());
    asked.pipe(onward);
  }

  #join(asked: IncomingMessage, near: Duplex, head: Buffer): void {
    const onward = request({ ...this.#behind, path: asked.url, headers: asked.headers });
    onward.on("upgrade", (said, far, first) => {
      const lines = Object.entries(said.headers).map(([name, value]) => `${name}: ${value}`);
      near.write(["HTTP/1.1 101 Switching Protocols", ...lines, "", ""].join("\r\n"));
      // What came right behind the handshake, on either side.
      near.write(first);
      far.write(head);
      for (const [end, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(end);
        end.on("error", () => other.destroy());
        end.on("close", () => {
          this.#sockets.delete(end);
          other.destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
    onward.on("error", () => near.destroy());
    onward.end();
  }
}
